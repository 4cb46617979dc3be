using Ludos.Base;
using Ludos.Platform.Files;

namespace Ludos.Store;

/// <summary>Who holds what: an object that no holder names is collected.</summary>
public sealed partial class ChunkStore
{
    /// <summary>Names of all holders, in ordinal order.</summary>
    public Result<IReadOnlyList<string>, StoreErrorCode> Holders() => _holders.Names();

    /// <summary>What a holder holds; null when there is no such holder.</summary>
    public Result<HashSet<Digest>?, StoreErrorCode> HeldBy(string holder)
    {
        HolderFolder.RequireName(holder);
        return _holders.Read(holder).TryGet(out var record, out var fault) ? record?.Objects.ToHashSet() : fault;
    }

    /// <summary>
    /// Sets all that a holder holds, in one step, and waits until it is safe. Objects need not be there yet: a download first names what it is going to need, then
    /// begins a batch and looks what is missing, so that nothing it counts on is collected under way. Waits while a collection runs.
    /// </summary>
    /// <param name="holder">1 to 120 of a-z 0-9 . - _ @ +: an installed set, a download.</param>
    /// <param name="objects">Each once or more; order does not matter.</param>
    /// <param name="expires">After this it holds nothing: for downloads that may never end. Null for never.</param>
    public Fault<StoreErrorCode>? Hold(string holder, IEnumerable<Digest> objects, DateTimeOffset? expires = null)
    {
        HolderFolder.RequireName(holder);
        var record = new HolderRecord(objects.ToHashSet(), expires?.ToUnixTimeSeconds() ?? 0);
        return BesideCollection(() => _holders.Set(holder, record));
    }

    /// <summary>Adds to what a holder holds; makes one that does not expire where there is none.</summary>
    public Fault<StoreErrorCode>? HoldAlso(string holder, IEnumerable<Digest> objects)
    {
        HolderFolder.RequireName(holder);
        var record = new HolderRecord(objects.ToHashSet(), 0);
        return BesideCollection(() => _holders.Extend(holder, record));
    }

    /// <summary>Ends a holder; one that is gone already is no fault. What only it held goes at the next collection.</summary>
    public Fault<StoreErrorCode>? Release(string holder)
    {
        HolderFolder.RequireName(holder);
        return _holders.Remove(holder);
    }

    /// <summary>How many holders name an object, expired ones too.</summary>
    public Result<int, StoreErrorCode> References(Digest digest)
    {
        if (!_holders.Names().TryGet(out var names, out var fault))
        {
            return fault;
        }

        var count = 0;
        foreach (var name in names)
        {
            if (!_holders.Read(name).TryGet(out var record, out fault))
            {
                return fault;
            }

            count += record?.Objects.Contains(digest) == true ? 1 : 0;
        }

        return count;
    }

    /// <summary>A collection has read all holders before it removes anything: none may change behind its back.</summary>
    private Fault<StoreErrorCode>? BesideCollection(Func<Fault<StoreErrorCode>?> work)
    {
        if (!FileLock.Share(_lockPath).TryGet(out var held, out var fault))
        {
            return StoreFaults.Of(fault);
        }

        using (held)
        {
            return work();
        }
    }
}
