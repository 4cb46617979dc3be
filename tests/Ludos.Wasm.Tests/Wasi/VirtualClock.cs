using Ludos.Wasm.Wasi;

namespace Ludos.Wasm.Tests.Wasi;

/// <summary>Time that passes only while somebody waits.</summary>
internal sealed class VirtualClock : IWasiClock
{
    public ulong NowNs { get; private set; } = 1_000_000;

    public int Waits { get; private set; }

    public bool TryNow(WasiClockId id, out ulong nowNs)
    {
        nowNs = id == WasiClockId.Realtime ? NowNs + 1_700_000_000_000_000_000 : NowNs;
        return id is WasiClockId.Realtime or WasiClockId.Monotonic;
    }

    public bool TryResolution(WasiClockId id, out ulong resolutionNs)
    {
        resolutionNs = 1_000;
        return id is WasiClockId.Realtime or WasiClockId.Monotonic;
    }

    public void Wait(ulong durationNs, CancellationToken stop)
    {
        Waits++;
        NowNs = durationNs > ulong.MaxValue / 2 - NowNs ? ulong.MaxValue / 2 : NowNs + durationNs;
    }
}
