using System.Globalization;
using System.Text.Json;
using Ludos.Base;
using Ludos.Distribution;
using Ludos.Platform.Threading;
using Ludos.Runtime.Streaming;

namespace Ludos.Runtime;

/// <summary>
/// Brings a running game its next version: streams it in while the game plays, and has the runtime switch to it. One update at a time, on a thread of low weight; the game
/// never waits for it. Members may be called from any thread.
/// </summary>
public sealed class LiveUpdates : IDisposable
{
    private readonly GameSession _session;
    private readonly IGameUpdate? _update;
    private readonly StreamCapOptions _cap;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private StreamStage _stage;
    private NextVersion? _next;
    private DownloadProgress _progress;
    private StreamGovernor? _governor;
    private CapDecision? _lastCap;
    private string? _problem;
    private Task _running = Task.CompletedTask;
    private bool _isDisposed;

    internal LiveUpdates(GameSession session, IGameUpdate? update, StreamCapOptions cap)
    {
        _session = session;
        _update = update;
        _cap = cap;
    }

    /// <summary>Whether the game was started from what is installed, so that there can be an update.</summary>
    public bool CanUpdate => _update is not null;

    /// <summary>Completes when the update that runs is at rest; never faults.</summary>
    public Task Completion
    {
        get
        {
            lock (_gate)
            {
                return _running;
            }
        }
    }

    /// <summary>Begins to look for a next version, and goes on by itself. Returns at once.</summary>
    /// <returns>Null, or why it did not begin.</returns>
    public Fault<UpdateErrorCode>? Begin()
    {
        if (_update is null)
        {
            return new Fault<UpdateErrorCode>(UpdateErrorCode.NotInstalled, $"{_session.Name} was not started from an installed set.", "Install it and play it by its id: ./ludos install ID, then ./ludos play ID.");
        }

        lock (_gate)
        {
            if (_isDisposed)
            {
                return new Fault<UpdateErrorCode>(UpdateErrorCode.Cancelled, "The game has ended.", "");
            }

            if (!StreamMoves.IsRest(_stage))
            {
                return new Fault<UpdateErrorCode>(UpdateErrorCode.Busy, $"An update of {_session.Name} is under way.", "See how far it is: ./ludos stats.");
            }

            Move(StreamStage.Looking);
            (_next, _progress) = (null, default);
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _running = done.Task;
            new Thread(() => Run(done)) { Name = "ludos stream", IsBackground = true, Priority = ThreadPriority.BelowNormal }.Start();
            return null;
        }
    }

    /// <summary>Null while nobody has asked for an update.</summary>
    public StreamStatus? Status()
    {
        lock (_gate)
        {
            if (_stage == StreamStage.Idle)
            {
                return null;
            }

            var cap = _governor?.Cap ?? _lastCap;
            var latest = _progress.Latest;
            var place = _governor?.Order.Nearest;
            return new StreamStatus(
                Camel(_stage),
                _next?.Set ?? "",
                _next?.From ?? "",
                _next?.To ?? "",
                _progress.DoneObjects,
                _progress.TotalObjects,
                _progress.DoneBytes,
                _progress.TotalBytes,
                _progress.ReceivedBytes,
                _stage == StreamStage.Streaming ? _governor?.BytesPerSecond ?? 0 : 0,
                cap?.BytesPerSecond ?? 0,
                cap is null ? "" : Camel(cap.Reason),
                cap?.Text ?? "",
                latest is null ? "" : $"{latest.Module} {latest.Path}".TrimEnd(),
                place is { } near ? string.Create(CultureInfo.InvariantCulture, $"{near.X:0.#}, {near.Y:0.#}") : null,
                _governor?.Order.Version ?? 0,
                _problem);
        }
    }

    /// <summary>Stops what is under way; what was fetched stays. Waits for its thread.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
        }

        _stop.Cancel();
        _running.GetAwaiter().GetResult();
        _stop.Dispose();
        (_update as IDisposable)?.Dispose();
    }

    private void Run(TaskCompletionSource done)
    {
        _ = BackgroundThread.Enter();
        try
        {
            var (stage, problem) = new LiveUpdateRun(_session, _update!, this, _stop.Token).Carry();
            Enter(stage, problem);
        }
        catch (OperationCanceledException)
        {
            Enter(StreamStage.Failed, "It was stopped.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or HttpRequestException)
        {
            Enter(StreamStage.Failed, error.Message);
        }
        finally
        {
            done.SetResult();
        }
    }

    /// <summary>Paces one stream for as long as it is held.</summary>
    internal StreamGovernor Govern()
    {
        var order = ModuleStreamOrder.Of(_session.World.Modules.Select(module => module.Slot.CurrentModule.Package.Manifest));
        var governor = new StreamGovernor(_session, order, _cap, TimeProvider.System);
        lock (_gate)
        {
            _governor = governor;
        }

        return governor;
    }

    internal void EndGoverning()
    {
        StreamGovernor? ended;
        lock (_gate)
        {
            ended = _governor;
            _lastCap = ended?.Cap;
            _governor = null;
        }

        ended?.Dispose();
    }

    internal void Found(NextVersion next)
    {
        lock (_gate)
        {
            _next = next;
        }
    }

    internal void Progressed(DownloadProgress progress)
    {
        lock (_gate)
        {
            _progress = progress;
        }
    }

    /// <summary>Moves on, and tells who watches.</summary>
    internal void Enter(StreamStage stage, string? problem = null)
    {
        string text;
        lock (_gate)
        {
            if (_stage == stage)
            {
                _problem = problem;
                return;
            }

            Move(stage);
            _problem = problem;
            text = $"{_session.Name}{(_next is { } next ? $" {next.From} -> {next.To}" : "")}: {Camel(stage)}. {problem}".TrimEnd();
        }

        _session.Tell(SessionEventKind.Update, "", text);
    }

    private void Move(StreamStage to)
    {
        if (!StreamMoves.Table.Contains((_stage, to)))
        {
            throw new InvalidOperationException($"{_stage} does not lead to {to}.");
        }

        _stage = to;
        _problem = null;
    }

    private static string Camel<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
