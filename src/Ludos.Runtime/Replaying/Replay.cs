using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Runtime.Input;
using Ludos.Runtime.Loading;
using Ludos.Runtime.Swapping;
using Ludos.Runtime.Ticking;
using Ludos.Runtime.World;
using Ludos.State;
using Ludos.Trust;

namespace Ludos.Runtime.Replaying;

/// <summary>
/// Runs a recording again, step by step, and holds every step against its hashes. What came from outside then comes from the file now; all else is run.
/// For one thread at a time.
/// </summary>
internal sealed class Replay : ITickSource, IDisposable
{
    private readonly RecordingFile _file;
    private readonly GameSession _session;
    private readonly RecordedSwitches _switches;
    private readonly Region[] _regions;
    private readonly RegionHash?[] _hashes;
    private readonly Dictionary<string, byte[]> _published = new(StringComparer.Ordinal);
    private readonly HashSet<string> _stopped = new(StringComparer.Ordinal);
    private ImmutableDictionary<string, LogPart> _newParts = ImmutableDictionary<string, LogPart>.Empty;
    private bool _endsInCrash;

    private Replay(RecordingFile file, GameSession session, SessionOptions options)
    {
        _file = file;
        _session = session;
        _switches = new RecordedSwitches(session, new ModuleGate(options), file.Path);
        _regions = [.. file.Description.Regions.Select(schema => session.Arena.Find(schema.Name).Value)];
        _hashes = new RegionHash?[_regions.Length];
        session.Loop.Source = this;
    }

    public InputFrame Input { get; private set; }

    public RecordingFile File => _file;

    public GameSession Session => _session;

    /// <summary>Steps that ran.</summary>
    public ulong Step { get; private set; }

    /// <summary>The first difference between what was recorded and what ran; null while there is none.</summary>
    public ReplayDivergence? Divergence { get; private set; }

    /// <summary>Sets the recorded world up, at its first state.</summary>
    public static Result<Replay, ReplayErrorCode> Open(string path, SessionOptions options)
    {
        if (!RecordingFile.Open(path).TryGet(out var file, out var fault))
        {
            return fault;
        }

        if (!OpenSession(file, options).TryGet(out var session, out fault))
        {
            file.Dispose();
            return fault;
        }

        return new Replay(file, session, options);
    }

    public bool IsStopped(UnitSeat seat) => _stopped.Count > 0 && _stopped.Contains($"{seat.Module.Id}/{seat.Descriptor.Name}");

    /// <summary>Runs the next step.</summary>
    /// <returns>False at the recording's end, and after a divergence; a fault where the file is damaged or a part of it is refused.</returns>
    public Result<bool, ReplayErrorCode> Next()
    {
        if (Divergence is not null)
        {
            return false;
        }

        Fault<LogErrorCode>? fault;
        while (_file.Reader.TryNext(out var record, out fault))
        {
            Fault<ReplayErrorCode>? refused = null;
            switch (record.Kind)
            {
                case LogRecordKind.Delta:
                    fault = Keep(record);
                    break;
                case LogRecordKind.Part when _file.Reader.ReadPart(record).TryGet(out var part, out fault):
                    _newParts = _newParts.SetItem(part.Name, part);
                    break;
                case LogRecordKind.Event when _file.Reader.ReadEvent(record).TryGet(out var happened, out fault):
                    refused = Apply(happened);
                    break;
                case LogRecordKind.Tick:
                    var tick = _file.Reader.ReadTick(record, out fault);
                    refused = _switches.Problem;
                    if (fault is null && refused is null)
                    {
                        Run(record.Step, tick);
                        return true;
                    }

                    break;
            }

            if (fault is not null || refused is not null)
            {
                return refused ?? RecordingFile.Of(fault!);
            }
        }

        if (fault is not null)
        {
            return RecordingFile.Of(fault);
        }

        if (_endsInCrash)
        {
            RunIntoCrash();
        }

        return false;
    }

    public void Dispose()
    {
        _session.Dispose();
        _file.Dispose();
    }

    private static Result<GameSession, ReplayErrorCode> OpenSession(RecordingFile file, SessionOptions options)
    {
        if (!RecordedGame.Read(file.Description, file.Parts).TryGet(out var game, out var fault)
            || !GameSession.Open(game, options with { Font = game.Font, WorldId = file.Description.WorldId }).TryGet(out var session, out fault))
        {
            return new Fault<ReplayErrorCode>(fault.Code == GameErrorCode.OutOfMemory ? ReplayErrorCode.Unavailable : ReplayErrorCode.BadGame, fault.Message, fault.Mend);
        }

        var schemas = RecordedGame.RegionsOf(session).Select(region => region.Schema).ToList();
        if (file.Description.RegionDifferences(schemas) is { Count: > 0 } lines)
        {
            session.Dispose();
            return new Fault<ReplayErrorCode>(ReplayErrorCode.BadGame, $"The recorded modules make other regions here: {string.Join("; ", lines)}.", "Use the version of Ludos that recorded it.");
        }

        var contents = file.Description.Regions.Select((region, index) => KeyValuePair.Create(region.Name, file.States.Contents[index])).ToDictionary(StringComparer.Ordinal);
        if (session.Place(contents, file.Tick, isAnew: false) is { } problem)
        {
            session.Dispose();
            return new Fault<ReplayErrorCode>(ReplayErrorCode.BadGame, problem.Message, problem.Mend);
        }

        return session;
    }

    /// <summary>What a region was given from outside. Changes that a step itself made are passed over: they are run.</summary>
    private Fault<LogErrorCode>? Keep(in LogRecord record)
    {
        if (!DeltaReader.TryOpen(record.Payload, out var delta, out var fault))
        {
            return _file.Reader.Damage(record, fault.Message.TrimEnd('.'));
        }

        if (!delta.IsKey)
        {
            return null;
        }

        if (delta.Region >= _regions.Length || delta.ContentBytes != _regions[delta.Region].SizeBytes)
        {
            return _file.Reader.Damage(record, $"it is a whole content of region {delta.Region} of {_regions.Length}, or of another size");
        }

        _published[_regions[delta.Region].Name] = delta.Payload.ToArray();
        return null;
    }

    private Fault<ReplayErrorCode>? Apply(LogEvent happened)
    {
        Fault<ReplayErrorCode>? fault = null;
        switch (happened.Kind)
        {
            case LogEventKind.Publish:
                _session.World.Regions.Publish(_published);
                break;
            case LogEventKind.Restart or LogEventKind.Clock:
                fault = _session.Place(_published, Math.Max(0, happened.Tick), isAnew: happened.Kind == LogEventKind.Restart) is { } problem
                    ? new Fault<ReplayErrorCode>(ReplayErrorCode.BadGame, problem.Message, problem.Mend)
                    : null;
                break;
            case LogEventKind.Stop:
                _ = _stopped.Add(happened.Subject);
                break;
            case LogEventKind.Swap or LogEventKind.RollBack:
                fault = _switches.Apply(happened, happened.Kind == LogEventKind.Swap ? _newParts.Values.FirstOrDefault() : null);
                _newParts = happened.Kind == LogEventKind.Swap ? _newParts.Clear() : _newParts;
                break;
            case LogEventKind.Crash:
                _endsInCrash = true;
                break;
        }

        _published.Clear();
        return fault;
    }

    private void Run(ulong step, in LogTick tick)
    {
        if (tick.Input.Length == System.Runtime.CompilerServices.Unsafe.SizeOf<InputFrame>())
        {
            Input = System.Runtime.InteropServices.MemoryMarshal.Read<InputFrame>(tick.Input);
        }

        _session.StepOnce();
        _stopped.Clear();
        Step = step;
        if (_session.Crash is not null || _session.Tick != tick.Tick)
        {
            Divergence = new ReplayDivergence(step, tick.Tick, "", _session.Crash is null ? $"the clock stands at {_session.Tick}" : $"the game crashed: {_session.Crash}");
            return;
        }

        for (var index = 0; index < tick.HashCount; index++)
        {
            var recorded = tick.Hash(index);
            if (HashOf(recorded.Region).Hash != recorded.Hash)
            {
                Divergence = new ReplayDivergence(step, tick.Tick, _regions[recorded.Region].Name, "its content is not what was recorded");
                return;
            }
        }
    }

    private void RunIntoCrash()
    {
        _endsInCrash = false;
        _session.StepOnce();
        if (_session.Crash is null)
        {
            Divergence = new ReplayDivergence(Step + 1, _session.Tick, "", "the game went on where it crashed when it was recorded");
        }
    }

    /// <summary>A region that was not published since it was last hashed is not hashed again.</summary>
    private RegionHash HashOf(int region)
    {
        var epoch = _regions[region].Epoch;
        if (_hashes[region] is not { } known || known.Epoch != epoch)
        {
            known = RegionHash.Of(region, epoch, _regions[region].Front);
            _hashes[region] = known;
        }

        return known;
    }
}

/// <summary>Where a replay parted from its recording.</summary>
/// <param name="Step">Ticks since the recording began.</param>
/// <param name="Tick">The world's clock after it.</param>
/// <param name="Region">The first region that differs; empty when the whole world went another way.</param>
/// <param name="What">What differs.</param>
public sealed record ReplayDivergence(ulong Step, long Tick, string Region, string What);
