using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Ludos.Platform.Native;

namespace Ludos.Platform.Memory;

/// <summary>
/// A few bytes that are not to leave this process: outside the managed heap, so nothing copies them about; kept out of swap and of core dumps where the
/// system allows it; zeroed when disposed. Not thread-safe against <see cref="Dispose"/>.
/// </summary>
public sealed unsafe partial class SecretMemory : IDisposable
{
    private const int NotInDumps = 16;

    private readonly int _length;
    private readonly nuint _pageBytes;
    private byte* _bytes;

    /// <param name="length">1 or more; whole pages are taken.</param>
    /// <exception cref="OutOfMemoryException">There are no pages left.</exception>
    public SecretMemory(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        _length = length;
        var page = (nuint)Environment.SystemPageSize;
        _pageBytes = ((nuint)length + page - 1) / page * page;
        _bytes = (byte*)NativeMemory.AlignedAlloc(_pageBytes, page);
        if (OperatingSystem.IsLinux())
        {
            IsLocked = Lock(_bytes, _pageBytes) == 0;
            _ = Advise(_bytes, _pageBytes, NotInDumps);
        }

        new Span<byte>(_bytes, (int)_pageBytes).Clear();
    }

    /// <summary>Whether the system promised not to swap it out; it refuses above the user's limit (ulimit -l).</summary>
    public bool IsLocked { get; }

    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public Span<byte> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(_bytes is null, this);
            return new Span<byte>(_bytes, _length);
        }
    }

    public void Dispose()
    {
        if (_bytes is null)
        {
            return;
        }

        CryptographicOperations.ZeroMemory(new Span<byte>(_bytes, (int)_pageBytes));
        if (IsLocked)
        {
            _ = Unlock(_bytes, _pageBytes);
        }

        NativeMemory.AlignedFree(_bytes);
        _bytes = null;
    }

    [LibraryImport("libc", EntryPoint = "mlock")]
    private static partial int Lock(byte* address, nuint length);

    [LibraryImport("libc", EntryPoint = "munlock")]
    private static partial int Unlock(byte* address, nuint length);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(byte* address, nuint length, int advice);
}
