using Ludos.Platform.Files.Beneath;

namespace Ludos.Wasm.Wasi;

/// <summary>A plain file of the machine.</summary>
internal sealed class RealFile(BeneathFile file) : IWasiFile
{
    public WasiErrno Read(ulong offset, Span<byte> destination, out int count) => LinuxErrno.Of(file.Read(offset, destination, out count));

    public WasiErrno Write(ulong offset, ReadOnlySpan<byte> source, out int count) => LinuxErrno.Of(file.Write(offset, source, out count));

    public WasiErrno Append(ReadOnlySpan<byte> source, out int count, out ulong end) => LinuxErrno.Of(file.Append(source, out count, out end));

    public WasiErrno SetSize(ulong sizeBytes) => LinuxErrno.Of(file.SetSize(sizeBytes));

    public WasiErrno Allocate(ulong offset, ulong lengthBytes) => LinuxErrno.Of(file.Allocate(offset, lengthBytes));

    public WasiErrno Stat(out WasiFileStat stat)
    {
        var error = LinuxErrno.Of(file.Facts(out var facts));
        stat = RealFolder.StatOf(facts);
        return error;
    }

    public WasiErrno SetTimes(WasiTime accessed, WasiTime modified) => LinuxErrno.Of(file.SetTimes(RealFolder.ChangeOf(accessed), RealFolder.ChangeOf(modified)));

    public WasiErrno Sync(bool dataOnly) => LinuxErrno.Of(file.Sync(dataOnly));

    public void Dispose() => file.Dispose();
}
