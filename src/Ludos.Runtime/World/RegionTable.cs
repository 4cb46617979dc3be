using System.Diagnostics.CodeAnalysis;
using Ludos.Base;
using Ludos.Modules;
using Ludos.State;

namespace Ludos.Runtime.World;

/// <summary>The regions of one world with their write leases, all taken when the world is made and held until it ends.</summary>
internal sealed class RegionTable(Arena arena) : IRegionTable, IDisposable
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    private readonly record struct Entry(Region Region, RegionWriter Writer, string Owner, byte[] Initial);

    public IEnumerable<string> Names => _entries.Keys.Order(StringComparer.Ordinal);

    /// <param name="owner">Who writes it: a module's id, or "runtime".</param>
    public Result<Region, GameErrorCode> Add(RegionSchema schema, string owner, byte[] initial)
    {
        if (!arena.Add(schema, initial).TryGet(out var region, out var fault))
        {
            return new Fault<GameErrorCode>(fault.Code == ArenaErrorCode.OutOfMemory ? GameErrorCode.OutOfMemory : GameErrorCode.RegionConflict, $"Region '{schema.Name}' of {owner}: {fault.Message}", fault.Mend);
        }

        if (!region.AcquireWriter().TryGet(out var writer, out fault))
        {
            return new Fault<GameErrorCode>(GameErrorCode.RegionConflict, $"Region '{schema.Name}' of {owner}: {fault.Message}", fault.Mend);
        }

        _entries.Add(schema.Name, new Entry(region, writer, owner, initial));
        return region;
    }

    public bool TryGet(string name, [MaybeNullWhen(false)] out Region region)
    {
        var isFound = _entries.TryGetValue(name, out var entry);
        region = entry.Region;
        return isFound;
    }

    /// <exception cref="KeyNotFoundException">No such region: the world is checked before an instance asks.</exception>
    public RegionWriter Writer(string name) => _entries[name].Writer;

    /// <summary>Every region that this process writes, with its lease.</summary>
    public IEnumerable<(Region Region, RegionWriter Writer)> Held => _entries.Values.Select(entry => (entry.Region, entry.Writer));

    public string OwnerOf(string name) => _entries[name].Owner;

    /// <summary>Publishes every region's first content again, under a new epoch. Between ticks only.</summary>
    /// <param name="contents">First contents by region where the code that runs now has others than the code that the world began with.</param>
    public void Reset(IReadOnlyDictionary<string, byte[]> contents)
    {
        foreach (var (name, entry) in _entries)
        {
            var initial = contents.GetValueOrDefault(name, entry.Initial);
            using var scope = entry.Writer.Begin(WriteMode.Replace);
            initial.CopyTo(scope.Bytes);
            scope.Bytes[initial.Length..].Clear();
            scope.Publish();
        }
    }

    public void Dispose()
    {
        foreach (var entry in _entries.Values)
        {
            entry.Writer.Dispose();
        }
    }
}
