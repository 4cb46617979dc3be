using Ludos.Base;
using Ludos.Modules;
using Ludos.Platform.Files;
using Ludos.Runtime.Loading;
using Ludos.Runtime.Ticking;
using Ludos.Runtime.World;
using Ludos.State;

namespace Ludos.Runtime;

/// <summary>Keeps a session's world on the disk: every tick is appended to a journal. Regions that are volatile are left out.</summary>
public sealed class SessionJournal : ITickWitness, IDisposable
{
    private readonly GameSession _session;
    private readonly IFolder _folder;
    private readonly RecoveredWorld? _from;
    private readonly Region[] _regions;
    private readonly List<LogPart> _newParts = [];
    private Journal? _journal;
    private string? _toldProblem;

    private SessionJournal(GameSession session, IFolder folder, RecoveredWorld? from)
    {
        _session = session;
        _folder = folder;
        _from = from;
        _regions = [.. RecordedGame.RegionsOf(session).Where(region => !region.Schema.IsVolatile)];
    }

    /// <summary>How it fares. Any thread.</summary>
    public JournalStatus? Status => Volatile.Read(ref _journal)?.Status();

    /// <summary>Keeps a session whose first tick has not run in a folder that holds no journal.</summary>
    public static Result<SessionJournal, DurabilityErrorCode> Begin(GameSession session, string folder)
    {
        ArgumentNullException.ThrowIfNull(session);
        return OpenFolder(folder).TryGet(out var opened, out var fault) ? Attach(session, opened, null) : fault;
    }

    /// <summary>Waits until every tick that has run is on the disk. Not on the thread that ticks.</summary>
    /// <returns>False after the timeout.</returns>
    public bool WaitAcknowledged(TimeSpan timeout) =>
        Volatile.Read(ref _journal) is not { } journal || journal.WaitAcknowledged(journal.Status().AppendedStep, timeout);

    /// <summary>Brings what ran to the disk, and ends. Only once no tick runs any more.</summary>
    public void Dispose()
    {
        _session.Loop.Detach(this);
        if (_journal is { } journal)
        {
            journal.Dispose();
        }
        else
        {
            _folder.Dispose();
        }
    }

    void ITickWitness.BeforeTick(long tick)
    {
    }

    void ITickWitness.CodeChanged(ModuleSeat module, SlotChange change, long tick)
    {
        if (change is SlotChange.Flipped or SlotChange.RolledBack)
        {
            _newParts.AddRange(RecordedGame.PartsOf(module));
        }
    }

    void ITickWitness.Stopped(UnitSeat seat, long tick)
    {
    }

    void ITickWitness.AfterTick(long ticks)
    {
        if (_journal is not { } journal)
        {
            return;
        }

        if (_newParts.Count > 0)
        {
            // What changed between the same two ticks is kept or lost together, or a world could come back with half of a switch.
            journal.SetParts(_newParts);
            _newParts.Clear();
        }

        _ = journal.Append(ticks);
        var problem = journal.Problem;
        if (problem != _toldProblem)
        {
            _toldProblem = problem;
            _session.Tell(SessionEventKind.Durability, "", problem is null ? "The journal is written again; everything up to now is kept." : $"The journal cannot be written; nothing is kept until it can. {problem}");
        }
    }

    void ITickWitness.Restarted()
    {
    }

    void ITickWitness.Placed(long tick)
    {
    }

    internal static Result<DurableFolder, DurabilityErrorCode> OpenFolder(string folder) => DurableFolder.Open(folder).TryGet(out var opened, out var fault)
        ? opened
        : new Fault<DurabilityErrorCode>(DurabilityErrorCode.Unavailable, fault.Message, fault.Mend);

    /// <param name="folder">Disposed with the journal, and on a fault.</param>
    internal static Result<SessionJournal, DurabilityErrorCode> Attach(GameSession session, IFolder folder, RecoveredWorld? from)
    {
        var kept = new SessionJournal(session, folder, from);
        if (!session.Prepare())
        {
            folder.Dispose();
            return new Fault<DurabilityErrorCode>(DurabilityErrorCode.BadGame, "The game has ended.");
        }

        if (kept.Start() is { } fault)
        {
            folder.Dispose();
            return fault;
        }

        session.Loop.Attach(kept);
        return kept;
    }

    internal static Fault<DurabilityErrorCode> Refusal(Fault<LogErrorCode> fault) => new(
        fault.Code switch
        {
            LogErrorCode.NotFound => DurabilityErrorCode.NotFound,
            LogErrorCode.Unreadable => DurabilityErrorCode.Unavailable,
            _ => DurabilityErrorCode.Refused,
        },
        fault.Message,
        fault.Mend);

    private Fault<DurabilityErrorCode>? Start()
    {
        var options = JournalOptions.Default with { HasRoom = () => _session.PostAtBoundary(() => _journal?.CatchUp()) };
        if (!Journal.Start(_folder, RecordedGame.Describe(_session, _regions), RecordedGame.PartsOf(_session), _regions, _session.Tick, _from, options).TryGet(out var journal, out var fault))
        {
            return Refusal(fault);
        }

        Volatile.Write(ref _journal, journal);
        return null;
    }
}
