using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Modules;
using Ludos.Platform.Files;
using Ludos.Store;

namespace Ludos.Distribution;

/// <summary>
/// What is installed on this machine: one record a set, and a store of chunks. Installing, updating and going back are one rename of a record;
/// removing is one unlink. Whatever stops a process, the set before or the set after is there, whole. Any number of processes may use one data folder.
/// </summary>
public sealed class InstalledModules : IDisposable
{
    private const string SetsName = "sets";
    private const string LocksName = "locks";
    private const string StoreName = "store";
    private const string SetHolder = "set@";
    private const string DownloadHolder = "download@";

    /// <summary>How long what was fetched for a set that never came to be is kept.</summary>
    public static readonly TimeSpan PinLifetime = TimeSpan.FromDays(7);

    private readonly SetFolder _sets;
    private readonly string _locks;

    private InstalledModules(SetFolder sets, ChunkStore store, string locks)
    {
        _sets = sets;
        Store = store;
        _locks = locks;
    }

    /// <summary>Where the chunks are.</summary>
    public ChunkStore Store { get; }

    /// <summary>Opens the data folder; makes what is missing, for its owner alone.</summary>
    public static Result<InstalledModules, InstallErrorCode> Open(string dataFolder, StoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(dataFolder);
        if (!SharedFolder.Open(Path.Combine(dataFolder, LocksName)).TryGet(out var locks, out var fault)
            || !SharedFolder.Open(Path.Combine(dataFolder, SetsName)).TryGet(out var sets, out fault))
        {
            return InstallFaults.Of(fault);
        }

        var path = locks.Path;
        locks.Dispose();
        return Open(sets, Path.Combine(dataFolder, StoreName), path, options);
    }

    /// <summary>Over a folder of any kind for the records: for tests that stop at every step.</summary>
    internal static Result<InstalledModules, InstallErrorCode> Open(IFolder sets, string store, string locks, StoreOptions? options)
    {
        if (ChunkStore.Open(store, options).TryGet(out var opened, out var unopened))
        {
            return new InstalledModules(new SetFolder(sets), opened, locks);
        }

        sets.Dispose();
        return InstallFaults.Of(unopened);
    }

    /// <summary>Records of all sets, in ordinal order of names. One that cannot be read is a fault in its place.</summary>
    public Result<ImmutableArray<(string Name, Result<SetRecord, InstallErrorCode> Record)>, InstallErrorCode> List()
    {
        if (!_sets.Names().TryGet(out var names, out var fault))
        {
            return fault;
        }

        // A set that another process removes meanwhile is simply not listed.
        return names.Select(name => (Name: name, Record: _sets.Read(name)))
            .Where(set => set.Record.Fault?.Code != InstallErrorCode.NotInstalled)
            .ToImmutableArray();
    }

    /// <summary>A set's record, or <see cref="InstallErrorCode.NotInstalled"/> or <see cref="InstallErrorCode.Damaged"/>.</summary>
    public Result<SetRecord, InstallErrorCode> Find(string name) => ModuleIds.IsId(name)
        ? _sets.Read(name)
        : new Fault<InstallErrorCode>(InstallErrorCode.NotInstalled, $"\"{name}\" is not the name of a module.", "List what is installed: ./ludos list.");

    /// <summary>Takes a set to oneself; waits while another process installs, updates or removes it.</summary>
    public Result<SetLock, InstallErrorCode> Lock(string name)
    {
        if (!ModuleIds.IsId(name))
        {
            throw new ArgumentException($"\"{name}\" is not the name of a module.", nameof(name));
        }

        return FileLock.Alone(LockPath(name)).TryGet(out var held, out var fault) ? new SetLock(name, held) : InstallFaults.Of(fault);
    }

    /// <summary>
    /// Keeps objects from collection while they are fetched, whether they are here yet or not; and for <see cref="PinLifetime"/> after a download
    /// that was cut, so that it can go on.
    /// </summary>
    /// <param name="now">Calendar time.</param>
    public Fault<InstallErrorCode>? Pin(SetLock set, IEnumerable<Digest> objects, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(set);
        return Store.Hold(DownloadHolder + set.Name, objects, now + PinLifetime) is { } fault ? InstallFaults.Of(fault) : null;
    }

    /// <summary>Switches to a set whose objects are all here. The one before stays for going back.</summary>
    /// <returns>Null when the new set is what is installed, for good.</returns>
    public Fault<InstallErrorCode>? Switch(SetLock set, string registry, InstalledSet next)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(next);
        var before = _sets.Read(set.Name);
        if (before.Fault is { Code: not (InstallErrorCode.NotInstalled or InstallErrorCode.Damaged) } unread)
        {
            return unread;
        }

        // A set that is installed once more must not push out the one to go back to.
        var previous = !before.IsOk ? null : before.Value.Current.HasSameModules(next) ? before.Value.Previous : before.Value.Current;
        return Replace(new SetRecord(set.Name, registry, next, previous), DownloadHolder + set.Name);
    }

    /// <summary>Goes back to the set before; what was current is then what a further rollback goes to.</summary>
    public Result<SetRecord, InstallErrorCode> Rollback(SetLock set)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (!_sets.Read(set.Name).TryGet(out var record, out var fault))
        {
            return fault;
        }

        if (record.Previous is not { } previous)
        {
            return new Fault<InstallErrorCode>(InstallErrorCode.NoPrevious, $"{set.Name} has no earlier set to go back to.", "An earlier version can be installed: ./ludos install ID@VERSION.");
        }

        var swapped = record with { Current = previous, Previous = record.Current };
        return Replace(swapped, null) is { } failed ? failed : swapped;
    }

    /// <summary>Removes a set. Its objects go at the next collection, where no other set has them.</summary>
    public Fault<InstallErrorCode>? Remove(SetLock set)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (_sets.Read(set.Name).Fault is { Code: not InstallErrorCode.Damaged } fault)
        {
            return fault;
        }

        if (_sets.Delete(set.Name) is { } undeleted)
        {
            return undeleted;
        }

        var unreleased = Store.Release(SetHolder + set.Name) ?? Store.Release(DownloadHolder + set.Name);
        return unreleased is null ? null : InstallFaults.Of(unreleased);
    }

    /// <summary>Deletes what no set needs and no download is about to need.</summary>
    /// <param name="now">Calendar time.</param>
    public Result<CollectReport, InstallErrorCode> Collect(DateTimeOffset now)
    {
        if (Reconcile() is { } fault)
        {
            return fault;
        }

        // Nothing is put here before it is held, so nothing needs a grace.
        return Store.Collect(now, new CollectOptions { Grace = TimeSpan.Zero }).TryGet(out var report, out var uncollected) ? report : InstallFaults.Of(uncollected);
    }

    /// <summary>Every object that a set needs, and nothing besides; maps are read from the store.</summary>
    public Result<HashSet<Digest>, InstallErrorCode> ObjectsOf(InstalledSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var objects = new HashSet<Digest>();
        foreach (var module in set.Modules)
        {
            if (!MapOf(module).TryGet(out var map, out var fault))
            {
                return fault;
            }

            objects.UnionWith([module.Module.Digest, module.Map.Digest, module.Bundle.Digest]);
            objects.UnionWith(map.Objects().Select(chunk => chunk.Digest));
        }

        return objects;
    }

    /// <summary>The chunk map of an installed module.</summary>
    public Result<ChunkMap, InstallErrorCode> MapOf(InstalledModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return Store.Get(module.Map.Digest, DistributionLimits.MaxMapBytes).TryGet(out var bytes, out var fault) && ChunkMap.Parse(bytes).TryGet(out var map, out fault)
            ? map
            : InstallFaults.Of(fault);
    }

    public void Dispose()
    {
        _sets.Dispose();
        Store.Dispose();
    }

    private string LockPath(string name) => Path.Combine(_locks, name + ".lock");

    /// <summary>Holds both sets' objects, then switches, then lets go of the rest: at no moment is anything unheld that a record names.</summary>
    private Fault<InstallErrorCode>? Replace(SetRecord record, string? download)
    {
        if (!ObjectsOf(record.Current).TryGet(out var objects, out var fault))
        {
            return fault;
        }

        if (record.Previous is { } previous)
        {
            if (!ObjectsOf(previous).TryGet(out var kept, out fault))
            {
                // What cannot be opened any more is nothing to go back to.
                record = record with { Previous = null };
                kept = [];
            }

            objects.UnionWith(kept);
        }

        var holder = SetHolder + record.Name;
        if (Store.HoldAlso(holder, objects) is { } unheld)
        {
            return InstallFaults.Of(unheld);
        }

        if (_sets.Write(record) is { } unwritten)
        {
            return unwritten;
        }

        // The switch has happened. What is held too much goes at the next collection, should this fail.
        _ = Store.Hold(holder, objects);
        _ = download is null ? null : Store.Release(download);
        return null;
    }

    /// <summary>Makes the holders what the records say: a process may have been stopped between the two.</summary>
    private Fault<InstallErrorCode>? Reconcile()
    {
        if (!Store.Holders().TryGet(out var holders, out var unlisted))
        {
            return InstallFaults.Of(unlisted);
        }

        foreach (var holder in holders)
        {
            var name = holder.StartsWith(SetHolder, StringComparison.Ordinal) ? holder[SetHolder.Length..] : "";
            if (!ModuleIds.IsId(name) || !FileLock.TryAlone(LockPath(name)).TryGet(out var held, out _))
            {
                // Somebody works on that set right now: all that it holds stays.
                continue;
            }

            using (held)
            {
                if (Reconcile(holder, name) is { } fault)
                {
                    return fault;
                }
            }
        }

        return null;
    }

    private Fault<InstallErrorCode>? Reconcile(string holder, string name)
    {
        var record = _sets.Read(name);
        if (record.Fault?.Code == InstallErrorCode.NotInstalled)
        {
            return Store.Release(holder) is { } unreleased ? InstallFaults.Of(unreleased) : null;
        }

        if (!record.TryGet(out var read, out _) || !ObjectsOf(read.Current).TryGet(out var objects, out _) || (read.Previous is { } previous && !AddTo(objects, previous)))
        {
            // A damaged record or map: nothing that it may need is let go.
            return null;
        }

        return Store.Hold(holder, objects) is { } unheld ? InstallFaults.Of(unheld) : null;
    }

    private bool AddTo(HashSet<Digest> objects, InstalledSet set)
    {
        if (!ObjectsOf(set).TryGet(out var more, out _))
        {
            return false;
        }

        objects.UnionWith(more);
        return true;
    }
}
