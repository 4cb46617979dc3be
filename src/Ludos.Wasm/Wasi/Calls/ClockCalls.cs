namespace Ludos.Wasm.Wasi.Calls;

/// <summary>clock_res_get and clock_time_get.</summary>
internal sealed class ClockCalls(GuestMemory memory, WasiOptions options)
{
    public void AddTo(ImportSet imports) => imports
        .Function(WasiHost.ModuleName, "clock_res_get", (Func<int, int, int>)((id, result) => (int)Resolution(id, result)))
        .Function(WasiHost.ModuleName, "clock_time_get", (Func<int, long, int, int>)((id, _, result) => (int)Now(id, result)));

    internal static bool IsKnown(int id) => id is >= (int)WasiClockId.Realtime and <= (int)WasiClockId.ThreadCputime;

    private WasiErrno Resolution(int id, int result) => !IsKnown(id) ? WasiErrno.Inval
        : options.Clock is null ? WasiErrno.Notcapable
        : !options.Clock.TryResolution((WasiClockId)id, out var resolutionNs) ? WasiErrno.Notsup
        : memory.TryWrite(result, resolutionNs) ? WasiErrno.Success
        : WasiErrno.Fault;

    private WasiErrno Now(int id, int result) => !IsKnown(id) ? WasiErrno.Inval
        : options.Clock is null ? WasiErrno.Notcapable
        : !options.Clock.TryNow((WasiClockId)id, out var nowNs) ? WasiErrno.Notsup
        : memory.TryWrite(result, nowNs) ? WasiErrno.Success
        : WasiErrno.Fault;
}
