namespace Ludos.Wasm.Wasi.Virtual;

/// <summary>An open file in memory.</summary>
internal sealed class VirtualFile : IWasiFile
{
    private readonly VirtualFileNode _node;
    private bool _disposed;

    public VirtualFile(VirtualFileNode node)
    {
        _node = node;
        node.Opened();
    }

    public WasiErrno Read(ulong offset, Span<byte> destination, out int count)
    {
        count = _node.Content.Read(offset, destination);
        return WasiErrno.Success;
    }

    public WasiErrno Write(ulong offset, ReadOnlySpan<byte> source, out int count) => Touched(_node.Content.Write(offset, source, out count));

    public WasiErrno Append(ReadOnlySpan<byte> source, out int count, out ulong end)
    {
        var error = Touched(_node.Content.Write(_node.Content.Length, source, out count));
        end = _node.Content.Length;
        return error;
    }

    public WasiErrno SetSize(ulong sizeBytes) => Touched(_node.Content.SetLength(sizeBytes));

    public WasiErrno Allocate(ulong offset, ulong lengthBytes) => Touched(_node.Content.Allocate(offset, lengthBytes));

    public WasiErrno Stat(out WasiFileStat stat)
    {
        stat = _node.Stat();
        return WasiErrno.Success;
    }

    public WasiErrno SetTimes(WasiTime accessed, WasiTime modified)
    {
        _node.SetTimes(accessed, modified);
        return WasiErrno.Success;
    }

    public WasiErrno Sync(bool dataOnly) => WasiErrno.Success;

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _node.Closed();
        }
    }

    private WasiErrno Touched(WasiErrno error)
    {
        if (error == WasiErrno.Success)
        {
            _node.Touch();
        }

        return error;
    }
}
