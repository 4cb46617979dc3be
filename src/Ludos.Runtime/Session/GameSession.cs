#pragma warning disable CA1822, IDE0051
using Ludos.Base;
using Ludos.State;
using Ludos.Trust;

namespace Ludos.Runtime;

/// <summary>A running game: its arena, its modules, its pulse. Members may be called from any thread unless they say otherwise.</summary>
public sealed class GameSession : IDisposable
{
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private GameSession(string id, string name, Arena arena)
    {
        Id = id;
        Name = name;
        Arena = arena;
    }

    /// <summary>What happened: swap stages, faults, crash. Raised in order on the thread pool, never on the tick thread.</summary>
    public event Action<SessionEvent>? Events;

    public string Id { get; }

    public string Name { get; }

    public Arena Arena { get; }

    /// <summary>Where the picture lies; null for a game without one.</summary>
    public ScreenSource? Screen { get; }

    /// <summary>Where the sound lies; null for a game without any.</summary>
    public AudioSource? Audio { get; }

    public InputBroker Input { get; } = new();

    public TraceLog Trace { get; } = new();

    /// <summary>Completes when the game was stopped.</summary>
    public Task Stopped => _stopped.Task;

    /// <summary>Opens a game without running a tick of it.</summary>
    /// <param name="path">A game folder (game.json), a module folder (module.json), a .gmod or a .wasm cart.</param>
    public static Result<GameSession, GameErrorCode> Open(string path, SessionOptions options)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        return new Fault<GameErrorCode>(GameErrorCode.NotFound, $"Nothing that plays lies at {path}.", "Name a game folder, a module folder, a .gmod or a .wasm cart.");
    }

    /// <summary>From now on ticks run 60 times a second on the session's own threads, while somebody waits for them: a viewer, a swap, or
    /// <see cref="SessionOptions.RunUnattended"/>. Else the pulse parks and no thread wakes.</summary>
    public void StartRealtime() => Events?.Invoke(new SessionEvent(SessionEventKind.Resumed, 0, "", ""));

    /// <summary>Runs one tick on the calling thread, as fast as it can. Only where <see cref="StartRealtime"/> was not called, one thread at a time.</summary>
    public void StepOnce()
    {
    }

    /// <summary>Ticks run while a viewer is attached; dispose what is returned when it leaves.</summary>
    public IDisposable AddViewer() => new ViewerLease(() => { });

    /// <summary>A snapshot for people and tools.</summary>
    public SessionStatus Status() => new(Id, Name, 0, "stopped", null, 0, 0, 0, [], []);

    /// <summary>Fills <paramref name="recent"/> with the newest tick times in microseconds, oldest first. Returns how many; <paramref name="firstTick"/> is the number of the first.</summary>
    public int CopyTickMicroseconds(Span<int> recent, out long firstTick)
    {
        firstTick = 0;
        return 0;
    }

    /// <summary>Replaces a module's code while the game runs. Blocks the caller, not the game, until the new code is promoted, refused or rolled back.</summary>
    /// <param name="bytes">A .gmod, or bare wasm that keeps the running manifest.</param>
    /// <param name="origin">How the bytes came here.</param>
    /// <param name="name">Path or file name for messages.</param>
    public Result<SwapReport, SwapErrorCode> Swap(string moduleId, ReadOnlyMemory<byte> bytes, ModuleOrigin origin, string name) =>
        new Fault<SwapErrorCode>(SwapErrorCode.NoSuchModule, $"No module '{moduleId}'.");

    /// <summary>Puts the version before the present one back, the same way as a swap. Regions keep their content.</summary>
    public Result<SwapReport, SwapErrorCode> RollBack(string moduleId) =>
        new Fault<SwapErrorCode>(SwapErrorCode.NoSuchModule, $"No module '{moduleId}'.");

    public void Pause()
    {
    }

    public void Resume()
    {
    }

    /// <summary>Creates the world anew at the next boundary between ticks: first contents, fresh instances, tick 0. Ends a crash.</summary>
    public void Restart()
    {
    }

    /// <summary>Ends the game: the tick that runs is the last. Returns at once; see <see cref="Stopped"/>.</summary>
    public void Stop() => _stopped.TrySetResult();

    /// <summary>Stops, waits for the threads and gives the memory back.</summary>
    public void Dispose() => Arena.Dispose();
}
