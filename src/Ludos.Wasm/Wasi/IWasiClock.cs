namespace Ludos.Wasm.Wasi;

/// <summary>The clocks that a host grants to a program, and how it waits on them.</summary>
public interface IWasiClock
{
    /// <summary>Nanoseconds: since 1970 for <see cref="WasiClockId.Realtime"/>, since any zero for the others. False: there is no such clock.</summary>
    bool TryNow(WasiClockId id, out ulong nowNs);

    /// <summary>The smallest step, in nanoseconds, above 0. False: there is no such clock.</summary>
    bool TryResolution(WasiClockId id, out ulong resolutionNs);

    /// <summary>Returns once so many nanoseconds of the monotonic clock have passed, or <paramref name="stop"/> asks for an end.</summary>
    void Wait(ulong durationNs, CancellationToken stop);
}
