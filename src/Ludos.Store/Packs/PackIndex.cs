using Ludos.Base;
using Ludos.Platform.Files;

namespace Ludos.Store;

/// <summary>Where an object lies.</summary>
internal readonly record struct Place(Pack Pack, PackEntry Entry);

/// <summary>What is in the packs of one folder, as of the last look. Thread-safe.</summary>
internal sealed class PackIndex(IFolder folder)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Pack> _packs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Fault<StoreErrorCode>> _unreadable = new(StringComparer.Ordinal);
    private readonly HashSet<(string Pack, long Offset)> _bad = [];
    private Dictionary<Digest, Place> _places = [];

    internal IReadOnlyList<Pack> Packs
    {
        get
        {
            lock (_gate)
            {
                return [.. _packs.Values];
            }
        }
    }

    /// <summary>Files that have a pack's name and are none.</summary>
    internal IReadOnlyDictionary<string, Fault<StoreErrorCode>> Unreadable
    {
        get
        {
            lock (_gate)
            {
                return new Dictionary<string, Fault<StoreErrorCode>>(_unreadable);
            }
        }
    }

    internal long StoredBytes
    {
        get
        {
            lock (_gate)
            {
                return _packs.Values.Sum(pack => pack.LengthBytes);
            }
        }
    }

    internal int Count
    {
        get
        {
            lock (_gate)
            {
                return _places.Count;
            }
        }
    }

    internal bool TryFind(Digest digest, out Place place)
    {
        lock (_gate)
        {
            return _places.TryGetValue(digest, out place);
        }
    }

    internal Digest[] Digests()
    {
        lock (_gate)
        {
            return [.. _places.Keys];
        }
    }

    /// <summary>Looks which packs there are now. A pack that cannot be read is passed over and remembered.</summary>
    internal Fault<StoreErrorCode>? Refresh()
    {
        if (!folder.Names().TryGet(out var names, out var fault))
        {
            return StoreFaults.Of(fault);
        }

        lock (_gate)
        {
            var present = names.Where(name => name.EndsWith(PackWriter.Suffix, StringComparison.Ordinal) && !name.StartsWith(PackWriter.UnfinishedPrefix, StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
            var gone = _packs.Keys.Where(name => !present.Contains(name)).ToArray();
            foreach (var name in gone)
            {
                _packs[name].Handle.Retire();
                _ = _packs.Remove(name);
            }

            foreach (var name in _unreadable.Keys.Where(name => !present.Contains(name)).ToArray())
            {
                _ = _unreadable.Remove(name);
            }

            if (gone.Length > 0)
            {
                Rebuild();
            }

            foreach (var name in present.Where(name => !_packs.ContainsKey(name) && !_unreadable.ContainsKey(name)))
            {
                Load(name);
            }
        }

        return null;
    }

    /// <summary>Forgets one copy of an object that turned out to be damaged; another, if a pack has one, takes its place.</summary>
    internal void Condemn(Digest digest, Place place)
    {
        lock (_gate)
        {
            _ = _bad.Add((place.Pack.Name, place.Entry.HeadOffset));
            if (!_places.TryGetValue(digest, out var current) || current != place)
            {
                return;
            }

            _ = _places.Remove(digest);
            foreach (var pack in _packs.Values)
            {
                var found = Array.BinarySearch(pack.Entries, new PackEntry(digest, 0, default, 0, 0), DigestOrder.Instance);
                if (found >= 0 && !_bad.Contains((pack.Name, pack.Entries[found].HeadOffset)))
                {
                    _places[digest] = new Place(pack, pack.Entries[found]);
                    return;
                }
            }
        }
    }

    internal bool IsCondemned(Pack pack, PackEntry entry)
    {
        lock (_gate)
        {
            return _bad.Contains((pack.Name, entry.HeadOffset));
        }
    }

    internal void Close()
    {
        lock (_gate)
        {
            foreach (var pack in _packs.Values)
            {
                pack.Handle.Retire();
            }

            _packs.Clear();
            _places.Clear();
        }
    }

    private void Load(string name)
    {
        if (Pack.Open(folder, name).TryGet(out var pack, out var fault))
        {
            _packs.Add(name, pack);
            Add(pack);
        }
        else if (fault.Code != StoreErrorCode.NotFound)
        {
            _unreadable.Add(name, fault);
        }
    }

    private void Add(Pack pack)
    {
        _ = _places.EnsureCapacity(_places.Count + pack.Entries.Length);
        foreach (var entry in pack.Entries)
        {
            if (!_bad.Contains((pack.Name, entry.HeadOffset)))
            {
                _ = _places.TryAdd(entry.Digest, new Place(pack, entry));
            }
        }
    }

    private void Rebuild()
    {
        _places = [];
        foreach (var pack in _packs.Values)
        {
            Add(pack);
        }
    }

    private sealed class DigestOrder : IComparer<PackEntry>
    {
        internal static readonly DigestOrder Instance = new();

        public int Compare(PackEntry x, PackEntry y) => x.Digest.CompareTo(y.Digest);
    }
}
