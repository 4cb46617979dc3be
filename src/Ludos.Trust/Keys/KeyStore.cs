using Ludos.Base;
using Ludos.Platform.Files;
using Ludos.Platform.Memory;

namespace Ludos.Trust;

/// <summary>
/// A user's keys in one file of a folder. What a call acknowledged is on the disk; at any crash the file is the old one or the new one, whole. For one
/// thread at a time; the folder is the caller's.
/// </summary>
internal sealed class KeyStore(IFolder folder) : IDisposable
{
    internal const string FileName = "keys";

    private const string UnfinishedName = "keys.new";

    private KeyRing? _ring;

    internal bool IsUnlocked => _ring is not null;

    internal bool IsMemoryLocked => _ring?.IsMemoryLocked ?? true;

    /// <summary>The file's head; <see cref="KeyErrorCode.NoStore"/> when there is none yet.</summary>
    internal Result<KeyFileHead, KeyErrorCode> Head() => ReadFile().TryGet(out var file, out var fault) ? KeyRing.ReadHead(file) : fault;

    /// <summary>Makes the file, without keys, and leaves it unlocked.</summary>
    /// <param name="passphrase">Empty: none.</param>
    internal Fault<KeyErrorCode>? Make(ReadOnlySpan<byte> passphrase)
    {
        var there = ReadFile();
        if (there.IsOk || there.Fault.Code != KeyErrorCode.NoStore)
        {
            return there.Fault ?? new Fault<KeyErrorCode>(KeyErrorCode.Exists, $"{Path} is there already.", "Remove it first if you want to lose its keys.");
        }

        if (!KeyRing.Make(passphrase).TryGet(out var ring, out var fault))
        {
            return fault;
        }

        if (Save(ring) is { } unsaved)
        {
            ring.Dispose();
            return unsaved;
        }

        _ring?.Dispose();
        _ring = ring;
        return null;
    }

    /// <summary>Unlocks, or confirms the passphrase of what is unlocked already.</summary>
    internal Fault<KeyErrorCode>? Unlock(ReadOnlySpan<byte> passphrase)
    {
        if (!ReadFile().TryGet(out var file, out var fault))
        {
            return fault;
        }

        if (!KeyRing.Open(file, passphrase).TryGet(out var ring, out var closed))
        {
            return closed;
        }

        _ring?.Dispose();
        _ring = ring;
        return null;
    }

    internal void Lock()
    {
        _ring?.Dispose();
        _ring = null;
    }

    /// <summary>The unlocked keys. A store without passphrase unlocks itself.</summary>
    internal Result<KeyRing, KeyErrorCode> Ring()
    {
        if (_ring is not null)
        {
            return _ring;
        }

        if (!Head().TryGet(out var head, out var fault))
        {
            return fault;
        }

        if (head.IsSealed)
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.Locked, "The keys are locked.", "Unlock them with ./ludos keys unlock.");
        }

        return Unlock([]) is { } closed ? closed : _ring!;
    }

    /// <summary>Adds a key and saves. The store owns it, also when it refuses.</summary>
    internal Result<KeptKey, KeyErrorCode> Add(KeptSecret key)
    {
        var fault = Ring().TryGet(out var ring, out var locked) ? ring.Add(key) : locked;
        if (fault is not null)
        {
            key.Dispose();
            return fault;
        }

        if (Save(ring!) is not { } unsaved)
        {
            return key.Key;
        }

        ring!.Take(key.Key.Name)?.Dispose();
        return unsaved;
    }

    internal Fault<KeyErrorCode>? Remove(string name)
    {
        if (!Ring().TryGet(out var ring, out var locked))
        {
            return locked;
        }

        if (ring.Take(name) is not { } key)
        {
            return NoKey(name);
        }

        if (Save(ring) is { } unsaved)
        {
            _ = ring.Add(key);
            return unsaved;
        }

        key.Dispose();
        return null;
    }

    /// <param name="fresh">Empty: none from now on.</param>
    internal Fault<KeyErrorCode>? ChangePassphrase(ReadOnlySpan<byte> current, ReadOnlySpan<byte> fresh)
    {
        // The current one is asked for even while unlocked: whoever sits down at an unlocked machine must not lock its owner out.
        if (Unlock(current) is { } closed)
        {
            return closed;
        }

        if (_ring!.Protect(fresh) is { } refused)
        {
            return refused;
        }

        if (Save(_ring) is not { } unsaved)
        {
            return null;
        }

        Lock();
        return unsaved;
    }

    internal static Fault<KeyErrorCode> NoKey(string name) => new(KeyErrorCode.NoKey, $"There is no key '{name}'.", "See which there are with ./ludos keys list.");

    public void Dispose() => Lock();

    private string Path => System.IO.Path.Combine(folder.Path, FileName);

    private Fault<KeyErrorCode>? Save(KeyRing ring)
    {
        var file = ring.Write();
        var fault = folder.Delete(UnfinishedName) ?? WriteUnfinished(file) ?? folder.Rename(UnfinishedName, FileName) ?? folder.Sync();
        return fault is null ? null : new Fault<KeyErrorCode>(KeyErrorCode.Storage, fault.Message, fault.Mend);
    }

    private Fault<FileErrorCode>? WriteUnfinished(ReadOnlySpan<byte> file)
    {
        if (!folder.Create(UnfinishedName).TryGet(out var unfinished, out var fault))
        {
            return fault;
        }

        using (unfinished)
        {
            return unfinished.Append(file) ?? unfinished.Sync();
        }
    }

    private Result<byte[], KeyErrorCode> ReadFile()
    {
        if (!folder.OpenFile(FileName).TryGet(out var file, out var fault))
        {
            return fault.Code == FileErrorCode.NotFound
                ? new Fault<KeyErrorCode>(KeyErrorCode.NoStore, "There is no key store yet.", "Make the first key with ./ludos keys new NAME.")
                : new Fault<KeyErrorCode>(KeyErrorCode.Storage, fault.Message, fault.Mend);
        }

        using (file)
        {
            var bytes = new byte[Math.Min(file.LengthBytes, KeyLimits.MaxFileBytes + 1)];
            return file.Read(0, bytes).TryGet(out var count, out var unread) ? bytes[..count] : new Fault<KeyErrorCode>(KeyErrorCode.Storage, unread.Message, unread.Mend);
        }
    }
}
