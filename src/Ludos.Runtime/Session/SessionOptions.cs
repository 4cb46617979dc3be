using Ludos.Base;
using Ludos.Distribution;
using Ludos.Trust;
using Ludos.Wasm;

namespace Ludos.Runtime;

/// <summary>How a game is opened. Read once by <see cref="GameSession.Open"/>.</summary>
public sealed record SessionOptions
{
    /// <summary>What a module's unit may use of the wall clock in one tick before it is stopped, in milliseconds.</summary>
    public const int DefaultModuleWallClockLimitMs = 1_000;

    /// <summary>What a cart may use of the wall clock in one tick before it is stopped, in milliseconds.</summary>
    public const int DefaultCartWallClockLimitMs = 2_000;

    /// <summary>What the ticks that are kept may take of memory, unless told otherwise: 512 MiB.</summary>
    public const long DefaultTimelineBytes = 512L << 20;

    /// <summary>The most that they may take: 64 GiB.</summary>
    public const long MaxTimelineBytes = 64L << 30;

    /// <summary>The clock that paces ticks and times everything shown.</summary>
    public required IClock Clock { get; init; }

    /// <summary>Unsigned .gmod files and files dropped on the page are taken. Default false.</summary>
    public bool Dev { get; init; }

    /// <summary>
    /// What signed modules are held against: who is trusted, what was taken back, what was accepted before. Default: nobody is trusted, so that a signed
    /// module is refused. <see cref="Dev"/> stands for its <see cref="VerifierOptions.AllowUnsigned"/>.
    /// </summary>
    public VerifierOptions Trust { get; init; } = new();

    /// <summary>Calendar time, for certificates. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Mods to add: names from game.json's "mods", or paths of a module folder, .gmod or .wasm. Default none.</summary>
    public IReadOnlyList<string> Mods { get; init; } = [];

    /// <summary>External regions that processes outside the game may write while it is served, and "input" to let them play. Default none.</summary>
    public IReadOnlyList<string> Grants { get; init; } = [];

    /// <summary>A font of 1,792 bytes for carts' text; null takes the built-in one.</summary>
    public ReadOnlyMemory<byte>? Font { get; init; }

    /// <summary>A cart's disk is read from and written to the user's data folder. Default false: it lasts as long as the session.</summary>
    public bool PersistDisk { get; init; }

    /// <summary>Rebuild and swap a module when its files are saved. Default false.</summary>
    public bool Watch { get; init; }

    /// <summary>Folder for the session's black box, a file of 1 MiB that tells its last moments if the process is killed; see <see cref="Observability.LostGames"/>. Null keeps it in memory.</summary>
    public string? BlackBoxFolder { get; init; }

    /// <summary>Keeps compiled wasm between runs; the caller disposes it after the session. Default: none.</summary>
    public CodeCache? CodeCache { get; init; }

    /// <summary>How modules' memory accesses are checked. Cartridges', whose memory is a region, are always compared.</summary>
    public BoundsTier WasmTier { get; init; }

    /// <summary>Ticks also run while no viewer is attached. Default false: the pulse then parks.</summary>
    public bool RunUnattended { get; init; }

    /// <summary>Bytes that kept ticks may take, so that the game can go back to them; the oldest go first. 0 keeps none. The memory is used as it fills.</summary>
    public long TimelineBytes { get; init; } = DefaultTimelineBytes;

    /// <summary>Where a next version comes from while the game runs; null where it is not an installed one.</summary>
    public IGameUpdate? Update { get; init; }

    /// <summary>How what streams in while the game runs yields to it.</summary>
    public StreamCapOptions StreamCap { get; init; } = new();

    /// <summary>Wall-clock limit of one unit's tick, in milliseconds; 0 takes the defaults for modules and carts.</summary>
    public int WallClockLimitMs { get; init; }

    /// <summary>The world's id where it is one that goes on; 0 makes a new one.</summary>
    internal UInt128 WorldId { get; init; }
}
