namespace Ludos.Wasm.Wasi;

/// <summary>A stream of .NET as a program's input or output. Failures of the stream become Io; the stream itself is not disposed.</summary>
/// <param name="stream">Read or written as far as it can be.</param>
/// <param name="isTerminal">The program may draw on it, and flushes each line.</param>
/// <param name="waitUntilReadable">Asked by poll_oneoff; null: a read never waits long.</param>
public sealed class WasiStream(Stream stream, bool isTerminal = false, Func<TimeSpan, CancellationToken, bool>? waitUntilReadable = null) : IWasiStream
{
    /// <summary>At its end when read; takes everything and keeps nothing when written.</summary>
    public static IWasiStream Empty { get; } = new WasiStream(Stream.Null);

    public bool IsTerminal => isTerminal;

    public WasiErrno Read(Span<byte> destination, out int count)
    {
        count = 0;
        try
        {
            count = stream.Read(destination);
            return WasiErrno.Success;
        }
        catch (NotSupportedException)
        {
            return WasiErrno.Badf;
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or OperationCanceledException)
        {
            return WasiErrno.Io;
        }
    }

    public WasiErrno Write(ReadOnlySpan<byte> source, out int count)
    {
        count = 0;
        try
        {
            stream.Write(source);
            stream.Flush();
            count = source.Length;
            return WasiErrno.Success;
        }
        catch (NotSupportedException)
        {
            // A stream that cannot be written, or one of a fixed size that is full.
            return stream.CanWrite ? WasiErrno.Nospc : WasiErrno.Badf;
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or OperationCanceledException)
        {
            return WasiErrno.Io;
        }
    }

    public bool WaitUntilReadable(TimeSpan wait, CancellationToken stop) => waitUntilReadable?.Invoke(wait, stop) ?? true;

    public WasiErrno Stat(out WasiFileStat stat)
    {
        stat = new WasiFileStat(0, 0, isTerminal ? WasiFileType.CharacterDevice : WasiFileType.Unknown, 1, 0, 0, 0, 0);
        return WasiErrno.Success;
    }

    public WasiErrno SetTimes(WasiTime accessed, WasiTime modified) => WasiErrno.Notsup;

    public WasiErrno Sync(bool dataOnly) => WasiErrno.Success;

    public void Dispose()
    {
    }
}
