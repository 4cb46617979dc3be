using System.Security.Cryptography;
using Ludos.Base;
using Ludos.Platform.Files;
using Ludos.Wasm.Caching;
using Ludos.Wasm.Compilation;

namespace Ludos.Wasm;

/// <summary>
/// Emitted code kept in a folder of this user, so that a later process need not emit it again. A file is used only when this user's key made it,
/// for the same module, options, engine, .NET and processor. Whatever cannot be used is told of and compiled anew; a cache never makes a compilation
/// fail. Any number of threads and processes may use one folder.
/// </summary>
public sealed class CodeCache : IDisposable
{
    public const long DefaultQuotaBytes = 512L * 1024 * 1024;

    private const string KeyName = "key";
    private const int MaxFileBytes = 256 * 1024 * 1024;

    private readonly PrivateFolder _folder;
    private readonly byte[] _key;
    private readonly byte[] _engine;
    private readonly Action<Fault<CodeCacheErrorCode>>? _tell;
    private readonly Lock _gate = new();
    private long _bytes;
    private long _hits;
    private long _misses;
    private long _refusals;

    internal CodeCache(PrivateFolder folder, byte[] key, byte[] engine, long quotaBytes, Action<Fault<CodeCacheErrorCode>>? tell)
    {
        _folder = folder;
        _key = key;
        _engine = engine;
        _tell = tell;
        QuotaBytes = quotaBytes;
        _bytes = Measure().Bytes;
    }

    public string Folder => _folder.Path;

    /// <summary>Bytes that the files may take; beyond it those that were not used for longest go.</summary>
    public long QuotaBytes { get; }

    /// <summary>Chunks of modules that were found, by this object.</summary>
    public long Hits => Volatile.Read(ref _hits);

    /// <summary>Chunks that were not there.</summary>
    public long Misses => Volatile.Read(ref _misses);

    /// <summary>Files that were there and not used.</summary>
    public long Refusals => Volatile.Read(ref _refusals);

    /// <summary>Opens a folder; makes it, and the user's key in it, where there is none. Refused when others could reach it.</summary>
    /// <param name="quotaBytes">See <see cref="QuotaBytes"/>.</param>
    /// <param name="tell">Hears of each file that is not used or not written, on the thread that compiles.</param>
    public static Result<CodeCache, CodeCacheErrorCode> Open(string folder, long quotaBytes = DefaultQuotaBytes, Action<Fault<CodeCacheErrorCode>>? tell = null) =>
        Open(folder, EngineIdentity.Digest, quotaBytes, tell);

    /// <summary>As another engine would.</summary>
    internal static Result<CodeCache, CodeCacheErrorCode> Open(string folder, byte[] engine, long quotaBytes, Action<Fault<CodeCacheErrorCode>>? tell)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(quotaBytes);
        if (!PrivateFolder.Open(folder).TryGet(out var opened, out var unsafeFolder))
        {
            return Told(unsafeFolder);
        }

        if (!KeyOf(opened).TryGet(out var key, out var noKey))
        {
            opened.Dispose();
            return noKey;
        }

        return new CodeCache(opened, key, engine, quotaBytes, tell);
    }

    /// <summary>Looks into the folder; zeroes when it cannot be read.</summary>
    public CodeCacheUse Measure()
    {
        var files = Files();
        return new CodeCacheUse(files.Count, files.Sum(file => file.LengthBytes), QuotaBytes);
    }

    public void Dispose() => _folder.Dispose();

    internal CompiledChunk? Find(CodeKey key)
    {
        if (!_folder.Read(key.FileName, MaxFileBytes).TryGet(out var file, out var unread))
        {
            Interlocked.Increment(ref unread.Code == FileErrorCode.NotFound ? ref _misses : ref _refusals);
            if (unread.Code != FileErrorCode.NotFound)
            {
                _tell?.Invoke(Told(unread));
            }

            return null;
        }

        if (!CacheFile.Decode(file, _engine, key, _key, Path.Combine(Folder, key.FileName)).TryGet(out var chunk, out var fault))
        {
            Interlocked.Increment(ref _refusals);
            _tell?.Invoke(fault);
            return null;
        }

        Interlocked.Increment(ref _hits);
        _folder.Touch(key.FileName);
        return chunk;
    }

    internal void Keep(CodeKey key, CompiledChunk chunk)
    {
        var file = CacheFile.Encode(chunk, _engine, key, _key);
        if (file.Length > Math.Min(QuotaBytes, MaxFileBytes))
        {
            return;
        }

        // What lies there under this name was refused; a link or a stranger's file is not written through but replaced.
        if (_folder.Write(key.FileName, file) is { } fault)
        {
            _tell?.Invoke(Told(fault));
            return;
        }

        lock (_gate)
        {
            _bytes += file.Length;
            if (_bytes > QuotaBytes)
            {
                Evict();
            }
        }
    }

    private void Evict()
    {
        // Below the quota by an eighth, so that not every file that is kept looks at all others.
        var files = Files();
        _bytes = files.Sum(file => file.LengthBytes);
        foreach (var file in files.OrderBy(file => file.LastUse))
        {
            if (_bytes <= QuotaBytes - (QuotaBytes / 8))
            {
                return;
            }

            if (_folder.Delete(file.Name) is null)
            {
                _bytes -= file.LengthBytes;
            }
        }
    }

    private IReadOnlyList<PrivateFileEntry> Files() =>
        _folder.List().TryGet(out var all, out _) ? [.. all.Where(file => file.Name != KeyName)] : [];

    private static Result<byte[], CodeCacheErrorCode> KeyOf(PrivateFolder folder)
    {
        var read = folder.Read(KeyName, CacheFile.KeyBytes);
        if (read.TryGet(out var key, out var unread) && key.Length == CacheFile.KeyBytes)
        {
            return key;
        }

        if (unread?.Code == FileErrorCode.Denied)
        {
            return Told(unread);
        }

        if (unread?.Code != FileErrorCode.NotFound)
        {
            // Not a key: what it signed cannot be told from a stranger's any more.
            _ = folder.Delete(KeyName);
        }

        var made = RandomNumberGenerator.GetBytes(CacheFile.KeyBytes);
        return folder.WriteNew(KeyName, made) switch
        {
            null => made,
            { Code: FileErrorCode.Exists } when folder.Read(KeyName, CacheFile.KeyBytes).TryGet(out var theirs, out _) && theirs.Length == CacheFile.KeyBytes => theirs,
            var fault => Told(fault),
        };
    }

    private static Fault<CodeCacheErrorCode> Told(Fault<FileErrorCode> fault) =>
        new(fault.Code == FileErrorCode.Denied ? CodeCacheErrorCode.Unsafe : CodeCacheErrorCode.Unavailable, fault.Message, fault.Mend);
}
