using Ludos.Base;
using Ludos.Modules;
using Ludos.Platform.Files;
using Ludos.Runtime.Loading;
using Ludos.Runtime.Recording;
using Ludos.Runtime.Ticking;
using Ludos.Runtime.World;
using Ludos.State;

namespace Ludos.Runtime;

/// <summary>Records a session into a file that 'ludos replay' runs again: first state, input, and every event that is no function of the state.</summary>
public sealed class SessionRecording : ITickWitness, IRecorder
{
    /// <summary>What files of this kind are called.</summary>
    public const string Suffix = ".lrec";

    private readonly GameSession _session;
    private readonly IAppendFile _file;
    private readonly RecorderOptions _options;
    private readonly Region[] _regions;
    private readonly Region _input;
    private Recorder? _recorder;
    private bool _isRestarted;
    private bool _isPlaced;
    private bool _isFinished;
    private string? _refused;
    private string? _toldProblem;

    private SessionRecording(GameSession session, IAppendFile file, RecorderOptions options)
    {
        _session = session;
        _file = file;
        _options = options;
        _regions = [.. RecordedGame.RegionsOf(session)];
        _input = session.Arena.Find(ModuleManifest.InputName).Value;
    }

    /// <summary>Why the recording ends before the session does; null while it does not. Any thread.</summary>
    public string? Problem => _refused ?? _recorder?.Problem;

    /// <summary>Ticks of which only the input was recorded, because the disk was busy. Any thread.</summary>
    public long ThinSteps => _recorder?.ThinSteps ?? 0;

    /// <summary>Begins with the session's next tick; before its first, or between two.</summary>
    /// <param name="path">Replaced when it is there.</param>
    public static Result<SessionRecording, DurabilityErrorCode> Begin(GameSession session, string path, RecorderOptions options)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(options);
        if (!AppendFile.Create(path, replace: true).TryGet(out var file, out var fault))
        {
            return new Fault<DurabilityErrorCode>(DurabilityErrorCode.Unavailable, fault.Message, fault.Mend);
        }

        var recording = new SessionRecording(session, file, options);
        session.Loop.Attach(recording);
        return recording;
    }

    /// <inheritdoc/>
    void IRecorder.Take(long tick)
    {
    }

    /// <summary>No tick follows: the file is completed.</summary>
    /// <exception cref="IOException">The disk refused; the recording ends where it did.</exception>
    public void Finish()
    {
        if (_isFinished)
        {
            return;
        }

        _isFinished = true;
        _session.Loop.Detach(this);
        if (_recorder is null && _refused is null)
        {
            Start(_session.Tick);
        }

        if (_session.Crash is { } crash)
        {
            _recorder?.Happened(new LogEvent(LogEventKind.Crash, _session.Tick, "", Short(crash)));
        }

        _ = _recorder?.Finish();
        if (Problem is { } problem)
        {
            throw new IOException(problem);
        }
    }

    public void Dispose()
    {
        if (!_isFinished)
        {
            _session.Loop.Detach(this);
        }

        if (_recorder is { } recorder)
        {
            recorder.Dispose();
        }
        else
        {
            _file.Dispose();
        }
    }

    void ITickWitness.BeforeTick(long tick)
    {
        if (_recorder is not { } recorder)
        {
            if (_refused is null)
            {
                Start(tick);
            }
        }
        else if (_isRestarted || _isPlaced)
        {
            recorder.Published(new LogEvent(_isRestarted ? LogEventKind.Restart : LogEventKind.Clock, tick, "", ""), all: true);
        }
        else if (recorder.HasOutsideChanges)
        {
            recorder.Published(new LogEvent(LogEventKind.Publish, tick, "", ""), all: false);
        }

        _isRestarted = false;
        _isPlaced = false;
    }

    void ITickWitness.CodeChanged(ModuleSeat module, SlotChange change, long tick)
    {
        if (change == SlotChange.Flipped)
        {
            _recorder?.Happened(new LogEvent(LogEventKind.Swap, tick, module.Id, RecordedSwitch.TextOf(module)), RecordedGame.SwappedPart(module));
        }
        else if (change == SlotChange.RolledBack && module.Slot.LastAttempt is { FaultUnit: null, Group: var group } && group.Slots[0] == module.Slot)
        {
            // What goes back with it follows from it.
            _recorder?.Happened(new LogEvent(LogEventKind.RollBack, tick, module.Id, ""));
        }
    }

    void ITickWitness.Stopped(UnitSeat seat, long tick) =>
        _recorder?.Happened(new LogEvent(LogEventKind.Stop, tick, $"{seat.Module.Id}/{seat.Descriptor.Name}", ""));

    void ITickWitness.AfterTick(long ticks)
    {
        if (_recorder is not { } recorder)
        {
            return;
        }

        recorder.Tick(ticks, _input.Front);
        var problem = recorder.Problem;
        if (problem != _toldProblem)
        {
            _toldProblem = problem;
            _session.Tell(SessionEventKind.Durability, "", $"The recording ends here: {problem}");
        }
    }

    void ITickWitness.Restarted() => _isRestarted = true;

    void ITickWitness.Placed(long tick) => _isPlaced = true;

    private static string Short(string text) => text.Length <= TraceLog.MaxLineLength ? text : text[..TraceLog.MaxLineLength];

    private void Start(long tick)
    {
        if (Recorder.Start(_file, RecordedGame.Describe(_session, _regions), RecordedGame.PartsOf(_session).Where(part => !part.Content.IsEmpty), _regions, tick, _options).TryGet(out var recorder, out var fault))
        {
            _recorder = recorder;
        }
        else
        {
            _refused = fault.ToString();
        }
    }
}
