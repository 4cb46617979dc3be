namespace Ludos.Wasm.Wasi.Virtual;

/// <summary>
/// The bytes of a file in memory: an asset that is shared until it is changed, or blocks of 64 KiB of which those that were never written are missing.
/// </summary>
internal sealed class VirtualContent(VirtualBudget budget)
{
    public const int BlockBytes = 64 * 1024;

    private ReadOnlyMemory<byte>? _asset;
    private byte[]?[] _blocks = [];

    public ulong Length { get; private set; }

    public static VirtualContent Of(ReadOnlyMemory<byte> asset, VirtualBudget budget) => new(budget) { _asset = asset, Length = (ulong)asset.Length };

    public int Read(ulong offset, Span<byte> destination)
    {
        if (offset >= Length)
        {
            return 0;
        }

        destination = destination[..(int)Math.Min((ulong)destination.Length, Length - offset)];
        if (_asset is { } asset)
        {
            asset.Span.Slice((int)offset, destination.Length).CopyTo(destination);
            return destination.Length;
        }

        for (var done = 0; done < destination.Length;)
        {
            var (block, within) = Place(offset + (ulong)done);
            var part = destination.Slice(done, Math.Min(BlockBytes - within, destination.Length - done));
            if (_blocks[block] is { } bytes)
            {
                bytes.AsSpan(within, part.Length).CopyTo(part);
            }
            else
            {
                part.Clear();
            }

            done += part.Length;
        }

        return destination.Length;
    }

    /// <summary>Fewer bytes than given when the room is used up; Nospc when that leaves none, Fbig behind the largest length.</summary>
    public WasiErrno Write(ulong offset, ReadOnlySpan<byte> source, out int count)
    {
        count = 0;
        if (source.Length == 0)
        {
            return WasiErrno.Success;
        }

        if (offset >= (ulong)budget.MaxFileBytes)
        {
            return WasiErrno.Fbig;
        }

        source = source[..(int)Math.Min((ulong)source.Length, (ulong)budget.MaxFileBytes - offset)];
        if (!TryOwn())
        {
            return WasiErrno.Nospc;
        }

        Reach(offset + (ulong)source.Length);
        while (count < source.Length)
        {
            var (block, within) = Place(offset + (ulong)count);
            if (!TryBlock(block))
            {
                break;
            }

            var part = source.Slice(count, Math.Min(BlockBytes - within, source.Length - count));
            part.CopyTo(_blocks[block].AsSpan(within));
            count += part.Length;
        }

        Length = count > 0 ? Math.Max(Length, offset + (ulong)count) : Length;
        return count > 0 ? WasiErrno.Success : WasiErrno.Nospc;
    }

    public WasiErrno SetLength(ulong length)
    {
        if (length > (ulong)budget.MaxFileBytes)
        {
            return WasiErrno.Fbig;
        }

        if (length == Length)
        {
            return WasiErrno.Success;
        }

        if (length == 0)
        {
            Release();
            return WasiErrno.Success;
        }

        if (!TryOwn())
        {
            return WasiErrno.Nospc;
        }

        if (length < Length)
        {
            Cut(length);
        }

        Reach(length);
        Length = length;
        return WasiErrno.Success;
    }

    /// <summary>All or nothing.</summary>
    public WasiErrno Allocate(ulong offset, ulong lengthBytes)
    {
        var end = offset + lengthBytes;
        if (end > (ulong)budget.MaxFileBytes)
        {
            return WasiErrno.Fbig;
        }

        if (!TryOwn())
        {
            return WasiErrno.Nospc;
        }

        Reach(end);
        var (first, last) = (Place(offset).Block, Place(end - 1).Block);
        for (var block = first; block <= last; block++)
        {
            if (!TryBlock(block))
            {
                return WasiErrno.Nospc;
            }
        }

        Length = Math.Max(Length, end);
        return WasiErrno.Success;
    }

    /// <summary>Nothing refers to the file any more, or it was emptied.</summary>
    public void Release()
    {
        budget.GiveBackBytes(_blocks.Count(block => block is not null) * (long)BlockBytes);
        _blocks = [];
        _asset = null;
        Length = 0;
    }

    private static (int Block, int Within) Place(ulong offset) => ((int)(offset / BlockBytes), (int)(offset % BlockBytes));

    /// <summary>Turns an asset into blocks of its own.</summary>
    private bool TryOwn()
    {
        if (_asset is not { } asset)
        {
            return true;
        }

        var count = (asset.Length + BlockBytes - 1) / BlockBytes;
        if (!budget.TryTakeBytes(count * (long)BlockBytes))
        {
            return false;
        }

        _blocks = new byte[count][];
        for (var block = 0; block < count; block++)
        {
            _blocks[block] = new byte[BlockBytes];
            asset.Span[(block * BlockBytes)..Math.Min(asset.Length, (block + 1) * BlockBytes)].CopyTo(_blocks[block]);
        }

        _asset = null;
        return true;
    }

    private void Reach(ulong length)
    {
        var count = (int)((length + BlockBytes - 1) / BlockBytes);
        if (count > _blocks.Length)
        {
            Array.Resize(ref _blocks, Math.Max(count, Math.Min(_blocks.Length * 2, (int)(((ulong)budget.MaxFileBytes + BlockBytes - 1) / BlockBytes))));
        }
    }

    private bool TryBlock(int block)
    {
        if (_blocks[block] is null && budget.TryTakeBytes(BlockBytes))
        {
            _blocks[block] = new byte[BlockBytes];
        }

        return _blocks[block] is not null;
    }

    /// <summary>What lies behind the new end must read as zero should the file grow again.</summary>
    private void Cut(ulong length)
    {
        var (block, within) = Place(length);
        if (within > 0)
        {
            _blocks[block]?.AsSpan(within).Clear();
            block++;
        }

        for (; block < _blocks.Length; block++)
        {
            if (_blocks[block] is not null)
            {
                _blocks[block] = null;
                budget.GiveBackBytes(BlockBytes);
            }
        }
    }
}
