namespace Ludos.Wasm.Wasi;

/// <summary>
/// What a descriptor stands for. A host may bring its own; every path, pointer, count and right was checked before a call gets here, and
/// calls come from one thread at a time. No call may throw. What a program opened is disposed when it is closed, a granted folder with the host.
/// </summary>
public interface IWasiNode : IDisposable
{
    WasiErrno Stat(out WasiFileStat stat);

    WasiErrno SetTimes(WasiTime accessed, WasiTime modified);

    /// <summary>Returns once it is as safe as its storage can make it.</summary>
    /// <param name="dataOnly">Time stamps may be left behind.</param>
    WasiErrno Sync(bool dataOnly);
}

/// <summary>A plain file, read and written at given places.</summary>
public interface IWasiFile : IWasiNode
{
    /// <summary>0 bytes at the end; fewer than asked for also before it.</summary>
    WasiErrno Read(ulong offset, Span<byte> destination, out int count);

    /// <summary>A place behind the end is allowed; what lies between reads as zero.</summary>
    WasiErrno Write(ulong offset, ReadOnlySpan<byte> source, out int count);

    /// <summary>Writes at the end, and says where what it wrote ends.</summary>
    WasiErrno Append(ReadOnlySpan<byte> source, out int count, out ulong end);

    WasiErrno SetSize(ulong sizeBytes);

    /// <summary>Takes room for a range; a shorter file grows to its end.</summary>
    WasiErrno Allocate(ulong offset, ulong lengthBytes);
}

/// <summary>Bytes that come or go in order: standard input and outputs.</summary>
public interface IWasiStream : IWasiNode
{
    /// <summary>A person sits at the other end.</summary>
    bool IsTerminal { get; }

    /// <summary>Waits for at least one byte; 0 bytes is the end.</summary>
    WasiErrno Read(Span<byte> destination, out int count);

    WasiErrno Write(ReadOnlySpan<byte> source, out int count);

    /// <summary>True as soon as a read would not wait; false after <paramref name="wait"/>, or when <paramref name="stop"/> asks. Zero only looks.</summary>
    bool WaitUntilReadable(TimeSpan wait, CancellationToken stop);
}
