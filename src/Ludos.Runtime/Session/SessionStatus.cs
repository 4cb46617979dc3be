namespace Ludos.Runtime;

/// <summary>What a session shows of itself at one moment. Figures are counted or timed in this process.</summary>
/// <param name="Tick">Ticks completed since the world was created or restarted.</param>
/// <param name="State">running, parked, paused, crashed or stopped.</param>
/// <param name="Fault">Why it crashed; else null.</param>
/// <param name="MissedTicks">Ticks that were due and dropped because the backlog passed 200 ms.</param>
/// <param name="TickP50Ms">Median time of the recent ticks, in milliseconds.</param>
/// <param name="TickP99Ms">99th percentile of the recent ticks, in milliseconds.</param>
public sealed record SessionStatus(
    string Id,
    string Name,
    long Tick,
    string State,
    string? Fault,
    long MissedTicks,
    double TickP50Ms,
    double TickP99Ms,
    IReadOnlyList<ModuleStatus> Modules,
    IReadOnlyList<RegionStatus> Regions)
{
    /// <summary>How far an update is that streams in; null while nobody asked for one.</summary>
    public StreamStatus? Stream { get; init; }
}

/// <param name="Kind">module, mod or wasm4.</param>
/// <param name="Digest">SHA-256 of the bytes that run, lower-case hex.</param>
/// <param name="State">The state of its slot: running, probation, faulted and so on.</param>
/// <param name="CanRollBack">An older version is held that <see cref="GameSession.RollBack"/> would put back.</param>
public sealed record ModuleStatus(
    string Id,
    string Version,
    string Kind,
    string Digest,
    string State,
    bool CanRollBack,
    IReadOnlyList<UnitStatus> Units,
    SwapReport? LastSwap);

/// <param name="FuelUsed">Fuel of its last tick.</param>
/// <param name="FuelPerTick">Its budget.</param>
/// <param name="LastMs">Time of its last tick, in milliseconds.</param>
/// <param name="P99Ms">99th percentile of its recent ticks, in milliseconds.</param>
public sealed record UnitStatus(
    string Name,
    long FuelUsed,
    long FuelPerTick,
    double LastMs,
    double P99Ms,
    long Faults,
    string? LastFault);

/// <param name="Owner">The id of the module that writes it, or "runtime".</param>
public sealed record RegionStatus(string Name, ulong Epoch, long SizeBytes, int Slots, string Owner);
