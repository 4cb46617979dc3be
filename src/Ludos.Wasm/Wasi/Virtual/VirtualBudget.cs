namespace Ludos.Wasm.Wasi.Virtual;

/// <summary>What a file system in memory may still hold.</summary>
internal sealed class VirtualBudget(VirtualOptions options)
{
    private long _bytes;
    private int _nodes;

    public long MaxFileBytes => options.MaxFileBytes;

    public long BytesUsed => _bytes;

    public bool TryTakeBytes(long count)
    {
        var fits = count <= options.MaxBytes - _bytes;
        _bytes += fits ? count : 0;
        return fits;
    }

    public void GiveBackBytes(long count) => _bytes -= count;

    public bool TryTakeNode()
    {
        var fits = _nodes < options.MaxNodes;
        _nodes += fits ? 1 : 0;
        return fits;
    }

    public void GiveBackNode() => _nodes--;
}
