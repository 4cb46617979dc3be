using Ludos.Base;
using Ludos.Distribution;
using Ludos.Modules;
using Ludos.Runtime.Input;
using Ludos.Runtime.Loading;
using Ludos.Runtime.Observability;
using Ludos.Runtime.Swapping;
using Ludos.Runtime.Ticking;
using Ludos.Runtime.Timelines;
using Ludos.Runtime.World;
using Ludos.State;
using Ludos.Trust;

namespace Ludos.Runtime;

/// <summary>A running game: its arena, its modules, its pulse. Members may be called from any thread unless they say otherwise.</summary>
public sealed class GameSession : IDisposable, ISwapTicks
{
    /// <summary>The grant that lets processes outside play; no region that can be granted has this name.</summary>
    internal const string InputGrant = "input";

    private readonly SessionOptions _options;
    private readonly GameWorld _world;
    private readonly EventQueue _events;
    private readonly FaultDesk _faults;
    private readonly BoundaryQueue _boundary = new();
    private readonly TickLoop _loop;
    private readonly SwapDesk _swaps;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private RealtimeEngine? _engine;
    private WatchdogThread? _stepWatchdog;
    private bool _hasStepped;
    private StallWatch? _stalls;
    private IDisposable? _diskStore;
    private readonly SourceWatch? _watch;
    private int _viewers;
    private int _swapping;
    private bool _isPaused;
    private bool _isStopped;
    private bool _isDisposed;

    private GameSession(LoadedGame game, GameWorld world, TraceLog trace, SessionOptions options, CartTap tap, BlackBox box)
    {
        _options = options;
        _world = world;
        Trace = trace;
        Tap = tap;
        Id = game.Id;
        Name = game.Name;
        Screen = game.Screen;
        Audio = game.Audio;
        Game = game;
        Box = box;
        trace.Box = box;
        box.NameUnits(world.Units.Select(seat => $"{seat.Module.Id}/{seat.Descriptor.Name}"));
        Markers = new MarkerLog(game.Id, box);
        _events = new EventQueue(Deliver, Markers.Mark);
        _faults = new FaultDesk(trace, _events, world);
        _loop = new TickLoop(options.Clock, world, Input, _faults, _boundary, box, Markers);
        var timeline = new TimelineDesk(options.Clock, world, _faults, _loop, tap, options.TimelineBytes);
        _loop.KeepTicks(timeline);
        Timeline = new SessionTimeline(this, timeline);
        tap.Tick = () => _loop.TickOfUnits;
        _swaps = new SwapDesk(options.Clock, world, new ModuleGate(options), _loop.Pauses, this);
        Updates = new LiveUpdates(this, options.Update, options.StreamCap);
        if (options.Watch)
        {
            _watch = new SourceWatch(this, game);
        }

        Markers.Mark(MarkerKind.Open, 0, text: game.Name);
    }

    /// <summary>What happened: swap stages, faults, crash. Raised in order on the thread pool, never on the tick thread.</summary>
    public event Action<SessionEvent>? Events;

    /// <summary>From game.json, or the id of the one module.</summary>
    public string Id { get; }

    /// <summary>For people.</summary>
    public string Name { get; }

    /// <summary>The world. Not to be used once the session is disposed.</summary>
    public Arena Arena => _world.Arena;

    /// <summary>Where the picture lies; null for a game without one.</summary>
    public ScreenSource? Screen { get; }

    /// <summary>Where the sound lies; null for a game without any.</summary>
    public AudioSource? Audio { get; }

    /// <summary>Where devices deliver their samples.</summary>
    public InputBroker Input { get; } = new();

    /// <summary>The ticks that are kept, and the way back to them.</summary>
    public SessionTimeline Timeline { get; }

    /// <summary>Next versions that stream in while the game plays.</summary>
    public LiveUpdates Updates { get; }

    /// <summary>What the game and the runtime have written lately.</summary>
    public TraceLog Trace { get; }

    /// <summary>The session's counters, and what tells its last moments if the process is killed.</summary>
    public BlackBox Box { get; }

    /// <summary>Moments that tools wait for.</summary>
    public MarkerLog Markers { get; }

    /// <summary>Completes when the game was stopped and its threads have ended.</summary>
    public Task Stopped => _stopped.Task;

    /// <summary>Why the game cannot go on until it is restarted; null while it can.</summary>
    public string? Crash => _faults.Crash;

    /// <summary>Ticks completed since the world was created or restarted.</summary>
    public long Tick => _loop.Tick;

    /// <summary>No tick runs until it is resumed or stepped.</summary>
    public bool IsPaused => _isPaused;

    internal TickLoop Loop => _loop;

    internal LoadedGame Game { get; }

    internal GameWorld World => _world;

    internal SessionOptions Options => _options;

    internal CartTap Tap { get; }

    internal long NowNs => _options.Clock.NowNs;

    string? ISwapTicks.WhyNone => _isStopped ? "The game has ended" : _isPaused ? "The game is paused" : null;

    /// <summary>Whether processes outside may send samples of input: the player granted "input".</summary>
    internal bool MayPlay => _options.Grants.Contains(InputGrant);

    /// <summary>Whether a process outside may write the region: the player said so when the game was opened.</summary>
    internal bool MayWrite(string region) => _options.Grants.Contains(region);

    /// <summary>Opens a game without running a tick of it.</summary>
    /// <param name="path">A game folder (game.json), a module folder (module.json), a .gmod or a .wasm cart.</param>
    public static Result<GameSession, GameErrorCode> Open(string path, SessionOptions options)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        return Open(options, loader => loader.Load(path));
    }

    /// <summary>Opens an installed set without running a tick of it.</summary>
    /// <param name="set">Put together and verified.</param>
    public static Result<GameSession, GameErrorCode> Open(OpenedSet set, SessionOptions options)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(options);
        return Open(options, loader => loader.LoadInstalled(set.Record.Name, set.Modules));
    }

    /// <summary>Opens the game that a log keeps, without starting it: its world is put in place afterwards.</summary>
    internal static Result<GameSession, GameErrorCode> Open(RecordedGame recorded, SessionOptions options) => Open(options, loader => loader.LoadRecorded(recorded));

    private static Result<GameSession, GameErrorCode> Open(SessionOptions options, Func<GameLoader, Result<LoadedGame, GameErrorCode>> load)
    {
        var trace = new TraceLog();
        var tap = new CartTap(trace);
        if (!ModuleLoaders.For(options, trace, tap).TryGet(out var loaders, out var fault))
        {
            return fault;
        }

        var session = load(new GameLoader(options, loaders.All)).TryGet(out var game, out fault) ? Create(game, trace, options, tap) : fault;
        if (session.IsOk)
        {
            session.Value._diskStore = loaders.DiskStore;
        }

        return session;
    }

    /// <summary>Gives a loaded game its memory.</summary>
    internal static Result<GameSession, GameErrorCode> Create(LoadedGame game, TraceLog trace, SessionOptions options, CartTap? tap = null) =>
        GameWorld.Create(game, options).TryGet(out var world, out var fault) ? new GameSession(game, world, trace, options, tap ?? new CartTap(trace), OpenBox(game, options, trace)) : fault;

    /// <summary>From now on ticks run 60 times a second on the session's own threads, while somebody waits for them: a viewer, a swap, or
    /// <see cref="SessionOptions.RunUnattended"/>. Else the pulse parks and no thread wakes.</summary>
    /// <exception cref="InvalidOperationException">Called twice, or after <see cref="StepOnce"/>.</exception>
    public void StartRealtime()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_engine is not null || _hasStepped)
            {
                throw new InvalidOperationException("A session is started once, and not after it was stepped.");
            }

            // A journal that was begun before has already prepared the first tick on its caller's thread.
            _stepWatchdog?.Dispose();
            _stepWatchdog = null;

            _engine = new RealtimeEngine(_options.Clock, _loop, Box);
            _stalls = new StallWatch(_options.Clock, Box, Markers, BoxStateNow);
            _engine.Start();
        }

        Reconsider();
    }

    /// <summary>Runs one tick on the calling thread, as fast as it can; nothing once stopped or crashed. One thread at a time.</summary>
    /// <exception cref="InvalidOperationException">The session runs by itself since <see cref="StartRealtime"/>.</exception>
    public void StepOnce()
    {
        if (Prepare())
        {
            _hasStepped = true;
            _loop.RunTick(0);
        }
    }

    /// <summary>Ticks run while a viewer is attached; dispose what is returned when it leaves.</summary>
    public IDisposable AddViewer() => Count(ref _viewers, () => Interlocked.Decrement(ref _viewers));

    /// <summary>A snapshot for people and tools.</summary>
    public SessionStatus Status()
    {
        var (p50Ms, p99Ms) = _loop.Times.Percentiles();
        return new SessionStatus(
            Id,
            Name,
            _loop.Tick,
            State(),
            _faults.Crash,
            Box.Read(Counter.MissedTicks),
            p50Ms,
            p99Ms,
            [.. _world.Modules.Select(module => module.Status())],
            [.. Arena.Regions.Select(region => new RegionStatus(region.Name, region.Epoch, region.SizeBytes, region.Schema.Slots, _world.Regions.OwnerOf(region.Name)))])
        {
            Stream = Updates.Status(),
        };
    }

    /// <summary>Fills <paramref name="recent"/> with the newest tick times in microseconds, oldest first; zeros where there are fewer.
    /// <paramref name="firstTick"/> counts ticks since the session opened.</summary>
    /// <returns>How many were filled.</returns>
    public int CopyTickMicroseconds(Span<int> recent, out long firstTick)
    {
        var count = _loop.Times.Copy(recent, out firstTick);
        recent[count..].Clear();
        return count;
    }

    /// <summary>Fills <paramref name="recent"/> with how late the newest ticks began after they were due, in microseconds, oldest first.
    /// <paramref name="firstTick"/> counts ticks since the session opened.</summary>
    /// <returns>How many were filled.</returns>
    public int CopyLatenessMicroseconds(Span<int> recent, out long firstTick) => _loop.Pauses.Lateness.Copy(recent, out firstTick);

    /// <summary>Like <see cref="CopyLatenessMicroseconds"/>: the lateness of each tick or by how much it overran its sixtieth of a second, whichever was worse.</summary>
    public int CopyPauseMicroseconds(Span<int> recent, out long firstTick) => _loop.Pauses.Recent.Copy(recent, out firstTick);

    /// <summary>Replaces a module's code while the game runs. Blocks the caller, not the game, until the new code is promoted, refused or
    /// rolled back. In a session that is stepped by hand it runs the ticks that prove the code itself.</summary>
    /// <param name="bytes">A .gmod, or bare wasm that keeps the running manifest.</param>
    /// <param name="origin">How the bytes came here.</param>
    /// <param name="name">Path or file name for messages.</param>
    /// <param name="bundle">The bundle that came with the bytes; empty for none.</param>
    public Result<SwapReport, SwapErrorCode> Swap(string moduleId, ReadOnlyMemory<byte> bytes, ModuleOrigin origin, string name, ReadOnlyMemory<byte> bundle = default) =>
        Announced(_swaps.Swap(moduleId, bytes, origin, name, bundle));

    /// <summary>Replaces the code of several modules between the same two ticks: all of it is promoted, or all of it is rolled back or refused. Blocks as
    /// <see cref="Swap"/> does.</summary>
    /// <param name="changes">Each module once; all of them and the rest of the game must meet each other's dependencies.</param>
    public Result<SwitchReport, SwapErrorCode> Switch(IReadOnlyList<ModuleChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var result = _swaps.Switch(changes);
        foreach (var report in result.TryGet(out var whole, out _) ? whole.Modules : [])
        {
            _ = Announced(report);
        }

        return result;
    }

    /// <summary>Puts the version before the present one back, the same way as a swap; what came together goes back together. Regions keep their content.</summary>
    public Result<SwapReport, SwapErrorCode> RollBack(string moduleId) => Announced(_swaps.RollBack(moduleId));

    /// <summary>No tick runs until <see cref="Resume"/>; the one that runs is finished.</summary>
    public void Pause() => SetPaused(true, SessionEventKind.Paused);

    /// <summary>Ends a pause; nothing where there is none.</summary>
    public void Resume() => SetPaused(false, SessionEventKind.Resumed);

    /// <summary>Creates the world anew between two ticks: first contents, fresh instances of the code that runs, tick 0. Ends a crash.</summary>
    public void Restart()
    {
        AtBoundary(ResetWorld);
    }

    /// <summary>Ends the game: the tick that runs is the last. Returns at once; see <see cref="Stopped"/>.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            if (_isStopped)
            {
                return;
            }

            _isStopped = true;
        }

        _ = Task.Run(EndThreads);
    }

    /// <summary>Stops, waits for the threads and gives the memory back.</summary>
    public void Dispose()
    {
        Stop();
        _stopped.Task.GetAwaiter().GetResult();
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
        }

        Box.Dispose();
        Timeline.Close();
        _world.Dispose();
        _diskStore?.Dispose();
    }

    IDisposable ISwapTicks.Hold() => Count(ref _swapping, () => Interlocked.Decrement(ref _swapping));

    bool ISwapTicks.TryStep()
    {
        if (_engine is not null)
        {
            return false;
        }

        StepOnce();
        return true;
    }

    /// <summary>Does what is due before the first tick, or between two, without running one. Stepping thread only.</summary>
    internal bool Prepare()
    {
        if (_engine is not null)
        {
            throw new InvalidOperationException("This session ticks by itself.");
        }

        if (_isStopped)
        {
            return false;
        }

        _stepWatchdog ??= new WatchdogThread(_loop.Watchdog);
        _loop.AtBoundary();
        return true;
    }

    /// <summary>Modules whose units no longer run, and why.</summary>
    internal IReadOnlyList<(string Module, string Reason)> FaultedModules() =>
        [.. _world.Modules.Where(module => module.StopReason is not null).Select(module => (module.Id, module.StopReason!))];

    /// <summary>Ticks that run by themselves stop, so that what is shown stays; a session that is stepped by hand stands anyway.</summary>
    internal void Hold()
    {
        if (_engine is not null)
        {
            Pause();
        }
    }

    /// <summary>Runs this between two ticks, on the thread that ticks: at once where that is the caller's.</summary>
    /// <returns>False when the game has ended.</returns>
    internal bool AtBoundary(Action work)
    {
        if (_isStopped)
        {
            return false;
        }

        if (_engine is { } engine)
        {
            _boundary.Post(work);
            engine.RunBoundary();
            return true;
        }

        return Prepare() && Run(work);

        static bool Run(Action work)
        {
            work();
            return true;
        }
    }

    /// <summary>Has this run between two ticks where ticks run by themselves; nothing where they are stepped by hand. Any thread.</summary>
    internal void PostAtBoundary(Action work)
    {
        if (_engine is { } engine && !_isStopped)
        {
            _boundary.Post(work);
            engine.RunBoundary();
        }
    }

    /// <summary>Gives regions this content under new epochs and turns the clock; modules take up their regions. Between two ticks, on the thread that ticks.</summary>
    /// <param name="contents">By region name; regions that are not named keep theirs.</param>
    /// <param name="isAnew">Instances are made anew first, as after a restart; else those that run go on.</param>
    /// <returns>Why not; null when it is done.</returns>
    internal Fault<GameErrorCode>? Place(IReadOnlyDictionary<string, byte[]> contents, long tick, bool isAnew)
    {
        if (isAnew && _world.Reset() is { } problem)
        {
            return problem;
        }

        _world.Regions.Publish(contents);
        foreach (var module in _world.Modules)
        {
            module.Slot.TakeUp(module.Slot.CurrentModule);
            module.FaultedTicks = 0;
            module.HasFaulted = false;
            module.StopReason = null;
        }

        _faults.Clear();
        _loop.Place(tick);
        return null;
    }

    /// <summary>Something to tell that is not about a tick.</summary>
    internal void Tell(SessionEventKind kind, string module, string text, SwapReport? report = null)
    {
        Trace.Add(Tick, module.Length == 0 ? "runtime" : module, text);
        _events.Post(new SessionEvent(kind, Tick, module, text, report));
    }

    /// <summary>A game is worth more than its black box: where the file cannot be made, the trace says so and the box is kept in memory.</summary>
    private static BlackBox OpenBox(LoadedGame game, SessionOptions options, TraceLog trace)
    {
        if (options.BlackBoxFolder is not { } folder)
        {
            return BlackBox.InMemory(game.Id, TimeProvider.System);
        }

        if (BlackBox.InFile(folder, game.Id, TimeProvider.System).TryGet(out var box, out var fault))
        {
            return box;
        }

        trace.Add(-1, "runtime", $"No black box: {fault}");
        return BlackBox.InMemory(game.Id, TimeProvider.System);
    }

    private BoxState BoxStateNow() => State() switch
    {
        "crashed" => BoxState.Crashed,
        "paused" => BoxState.Paused,
        "parked" => BoxState.Parked,
        "stopped" => BoxState.Closed,
        _ => BoxState.Running,
    };

    private string State() =>
        _isStopped ? "stopped"
        : _faults.Crash is not null ? "crashed"
        : _isPaused ? "paused"
        : _engine is { IsNeeded: false } ? "parked"
        : "running";

    private Result<SwapReport, SwapErrorCode> Announced(Result<SwapReport, SwapErrorCode> result)
    {
        if (result.TryGet(out var report, out _))
        {
            Tell(SessionEventKind.Swap, report.Module, $"{report.Module} {report.FromVersion} -> {report.ToVersion}: {report.Outcome}. {report.Reason}".TrimEnd(), report);
        }

        return result;
    }

    private void SetPaused(bool isPaused, SessionEventKind kind)
    {
        lock (_gate)
        {
            if (_isPaused == isPaused)
            {
                return;
            }

            _isPaused = isPaused;
            _loop.IsHeld = isPaused;
        }

        Reconsider();
        Tell(kind, "", isPaused ? "Paused." : "Resumed.");
    }

    private ViewerLease Count(ref int holders, Action leave)
    {
        Interlocked.Increment(ref holders);
        Reconsider();
        return new ViewerLease(() =>
        {
            leave();
            Reconsider();
        });
    }

    /// <summary>Whether ticks are to run, after anything changed that decides it.</summary>
    private void Reconsider()
    {
        lock (_gate)
        {
            if (_engine is { } engine && !_isStopped)
            {
                var isWatched = _options.RunUnattended || Volatile.Read(ref _viewers) > 0;
                engine.IsNeeded = !_isPaused && (Volatile.Read(ref _swapping) > 0 || (isWatched && _faults.Crash is null));
                _stalls?.SetDue(engine.IsNeeded);
            }
        }
    }

    private void ResetWorld()
    {
        if (_world.Reset() is { } problem)
        {
            _faults.CrashNow(problem.ToString());
            return;
        }

        _faults.Clear();
        _loop.Rewind();
        Tell(SessionEventKind.Restarted, "", "Restarted.");
    }

    private void Deliver(SessionEvent happened)
    {
        Events?.Invoke(happened);
        if (happened.Kind is SessionEventKind.Crashed or SessionEventKind.Restarted)
        {
            Reconsider();
        }
    }

    private void EndThreads()
    {
        _watch?.Dispose();
        Updates.Dispose();
        _engine?.Dispose();
        _stepWatchdog?.Dispose();
        _stalls?.Dispose();
        Tell(SessionEventKind.Stopped, "", "Stopped.");
        _stopped.TrySetResult();
    }
}
