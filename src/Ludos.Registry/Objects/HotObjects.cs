using System.Collections.Concurrent;

namespace Ludos.Registry.Objects;

/// <summary>
/// Bytes of objects that several ask for, by file: one that is asked for a second time soon is kept, so that a reader of everything pushes nothing out. Two generations: what is asked for moves to the young one; when that is full, the old one is dropped and
/// the young becomes old. So eviction needs no lock and no list. Thread-safe.
/// </summary>
/// <param name="maxBytes">Of both generations together.</param>
internal sealed class HotObjects(long maxBytes)
{
    /// <summary>Larger objects are read each time.</summary>
    public const int MaxObjectBytes = 1024 * 1024;

    /// <summary>Files that were asked for once, by hash; a power of two. A few: only what comes again soon is worth memory.</summary>
    private const int Remembered = 512;

    private readonly int[] _askedOnce = new int[Remembered];
    private readonly Lock _turn = new();
    private ConcurrentDictionary<string, ReadOnlyMemory<byte>> _young = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, ReadOnlyMemory<byte>> _old = new(StringComparer.Ordinal);
    private long _youngBytes;

    public bool TryGet(string path, out ReadOnlyMemory<byte> bytes)
    {
        if (Volatile.Read(ref _young).TryGetValue(path, out bytes))
        {
            return true;
        }

        if (!Volatile.Read(ref _old).TryGetValue(path, out bytes))
        {
            return false;
        }

        Keep(path, bytes);
        return true;
    }

    /// <summary>Whether a file that is not kept was asked for lately; marks it as asked for.</summary>
    public bool IsWanted(string path)
    {
        var hash = path.GetHashCode(StringComparison.Ordinal);
        return Interlocked.Exchange(ref _askedOnce[hash & (Remembered - 1)], hash) == hash;
    }

    public void Keep(string path, ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > MaxObjectBytes || !Volatile.Read(ref _young).TryAdd(path, bytes))
        {
            return;
        }

        if (Interlocked.Add(ref _youngBytes, bytes.Length) > maxBytes / 2)
        {
            lock (_turn)
            {
                if (Volatile.Read(ref _youngBytes) > maxBytes / 2)
                {
                    Volatile.Write(ref _old, _young);
                    Volatile.Write(ref _young, new(StringComparer.Ordinal));
                    Interlocked.Exchange(ref _youngBytes, 0);
                }
            }
        }
    }
}
