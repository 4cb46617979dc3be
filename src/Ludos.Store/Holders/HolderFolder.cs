using System.Buffers;
using System.Security.Cryptography;
using Ludos.Base;
using Ludos.Platform.Files;

namespace Ludos.Store;

/// <summary>The holders' records, one file each, replaced whole and brought to the disk before anything returns. Thread-safe; processes exclude each other by the lock.</summary>
internal sealed class HolderFolder(IFolder folder, string lockPath)
{
    private const string Suffix = ".holder";
    private const string UnfinishedPrefix = "new-";
    private const int UnfinishedDigits = 16;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-_@+");

    /// <exception cref="ArgumentException">The name has other characters than a-z 0-9 . - _ @ +, is empty or is too long.</exception>
    internal static void RequireName(string name)
    {
        if (name.Length is 0 or > StoreLimits.MaxHolderNameLength || name.AsSpan().ContainsAnyExcept(NameCharacters) || name.StartsWith(UnfinishedPrefix, StringComparison.Ordinal))
        {
            throw new ArgumentException($"'{name}' is no holder's name: 1 to {StoreLimits.MaxHolderNameLength} of a-z 0-9 . - _ @ +, not beginning with {UnfinishedPrefix}.", nameof(name));
        }
    }

    internal Result<IReadOnlyList<string>, StoreErrorCode> Names() => !folder.Names().TryGet(out var names, out var fault)
        ? StoreFaults.Of(fault)
        : names.Where(name => name.EndsWith(Suffix, StringComparison.Ordinal) && !name.StartsWith(UnfinishedPrefix, StringComparison.Ordinal)).Select(name => name[..^Suffix.Length]).ToArray();

    /// <summary>A holder's record; null when there is none.</summary>
    internal Result<HolderRecord?, StoreErrorCode> Read(string name)
    {
        if (!folder.OpenFile(name + Suffix).TryGet(out var file, out var fault))
        {
            return fault.Code == FileErrorCode.NotFound ? (HolderRecord?)null : StoreFaults.Of(fault);
        }

        using (file)
        {
            var bytes = new byte[Math.Min(file.LengthBytes, HolderRecord.MaxBytes + 1)];
            return !file.Read(0, bytes).TryGet(out var got, out fault) ? StoreFaults.Of(fault)
                : HolderRecord.Parse(bytes.AsSpan(0, got), name).TryGet(out var record, out var bad) ? record
                : bad;
        }
    }

    internal Fault<StoreErrorCode>? Set(string name, HolderRecord record) => Locked(() => Write(name, record));

    /// <summary>Adds to what a holder holds; its expiry stays, or is that of the record for a new one.</summary>
    internal Fault<StoreErrorCode>? Extend(string name, HolderRecord more) => Locked(() =>
        !Read(name).TryGet(out var before, out var fault) ? fault
        : before is null ? Write(name, more)
        : before.Objects.IsSupersetOf(more.Objects) ? null
        : Write(name, before with { Objects = before.Objects.Union(more.Objects).ToHashSet() }));

    /// <summary>A holder that is gone already is no fault.</summary>
    internal Fault<StoreErrorCode>? Remove(string name) => Locked(() =>
        (folder.Delete(name + Suffix) ?? folder.Sync()) is { } fault ? StoreFaults.Of(fault) : null);

    /// <summary>What crashed writers left. Only while nobody else can write.</summary>
    internal Fault<StoreErrorCode>? RemoveUnfinished() => Locked(() =>
    {
        if (!folder.Names().TryGet(out var names, out var fault))
        {
            return StoreFaults.Of(fault);
        }

        foreach (var name in names.Where(name => name.StartsWith(UnfinishedPrefix, StringComparison.Ordinal)))
        {
            _ = folder.Delete(name);
        }

        return null;
    });

    private Fault<StoreErrorCode>? Write(string name, HolderRecord record)
    {
        if (record.Objects.Count > StoreLimits.MaxHeldObjects)
        {
            return new Fault<StoreErrorCode>(StoreErrorCode.TooLarge, $"Holder {name} would hold {record.Objects.Count} objects; {StoreLimits.MaxHeldObjects} are the most.", "Use several holders.");
        }

        var unfinished = UnfinishedPrefix + RandomNumberGenerator.GetHexString(UnfinishedDigits, lowercase: true);
        if (!folder.Create(unfinished).TryGet(out var file, out var fault))
        {
            return StoreFaults.Of(fault);
        }

        Fault<FileErrorCode>? failed;
        using (file)
        {
            failed = file.Append(record.Write()) ?? file.Sync();
        }

        failed ??= folder.Rename(unfinished, name + Suffix);
        if (failed is not null)
        {
            _ = folder.Delete(unfinished);
            return StoreFaults.Of(failed);
        }

        return folder.Sync() is { } unsynced ? StoreFaults.Of(unsynced) : null;
    }

    private Fault<StoreErrorCode>? Locked(Func<Fault<StoreErrorCode>?> work)
    {
        if (!FileLock.Alone(lockPath).TryGet(out var held, out var fault))
        {
            return StoreFaults.Of(fault);
        }

        using (held)
        {
            return work();
        }
    }
}
