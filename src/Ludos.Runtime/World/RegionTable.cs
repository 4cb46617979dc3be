using System.Diagnostics.CodeAnalysis;
using Ludos.Base;
using Ludos.Modules;
using Ludos.State;

namespace Ludos.Runtime.World;

/// <summary>
/// The regions of one world with their write leases, all taken when the world is made and held until it ends. A region that is written from outside keeps
/// its lease free; units find in its place the copy that <see cref="TakeIn"/> makes.
/// </summary>
internal sealed class RegionTable(Arena arena) : IRegionTable, IDisposable
{
    /// <summary>The owner of a region that a process outside the game writes.</summary>
    public const string Outside = "external";

    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _seenAs = new(StringComparer.Ordinal);
    private readonly List<ExternalIntake> _intakes = [];

    private readonly record struct Entry(Region Region, RegionWriter Writer, string Owner, byte[] Initial);

    public IEnumerable<string> Names => _entries.Keys.Concat(_seenAs.Keys).Order(StringComparer.Ordinal);

    /// <summary>Regions that processes outside write, in ordinal order.</summary>
    public IEnumerable<string> External => _seenAs.Keys.Order(StringComparer.Ordinal);

    /// <param name="owner">Who writes it: a module's id, or "runtime".</param>
    public Result<Region, GameErrorCode> Add(RegionSchema schema, string owner, byte[] initial)
    {
        if (schema.HasExternalWriter)
        {
            return AddExternal(schema, owner, initial);
        }

        if (!Lay(schema, owner, initial).TryGet(out var region, out var problem))
        {
            return problem;
        }

        if (!region.AcquireWriter().TryGet(out var writer, out var fault))
        {
            return new Fault<GameErrorCode>(GameErrorCode.RegionConflict, $"Region '{schema.Name}' of {owner}: {fault.Message}", fault.Mend);
        }

        _entries.Add(schema.Name, new Entry(region, writer, owner, initial));
        return region;
    }

    public bool TryGet(string name, [MaybeNullWhen(false)] out Region region)
    {
        var isFound = _entries.TryGetValue(_seenAs.GetValueOrDefault(name, name), out var entry);
        region = entry.Region;
        return isFound;
    }

    /// <exception cref="KeyNotFoundException">No such region: the world is checked before an instance asks.</exception>
    public RegionWriter Writer(string name) => _entries[_seenAs.GetValueOrDefault(name, name)].Writer;

    /// <summary>The leases of all regions that this process writes.</summary>
    public IEnumerable<RegionWriter> Held => _entries.Values.Select(entry => entry.Writer);

    public string OwnerOf(string name) => _seenAs.ContainsKey(name) ? Outside : _entries[name].Owner;

    /// <summary>When a tick begins: what was written from outside since becomes what its units see.</summary>
    public void TakeIn()
    {
        foreach (var intake in _intakes)
        {
            intake.Take();
        }
    }

    /// <summary>What units see went back or on: the regions outside follow where nobody alive writes them. Between ticks only.</summary>
    /// <returns>Regions that somebody writes: they stay as they are, and units see that from the next tick on.</returns>
    public IReadOnlyList<string> PutBack() => _intakes.Count == 0 ? [] : [.. _intakes.Where(intake => !intake.TryPutBack()).Select(intake => intake.Name)];

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

        foreach (var intake in _intakes)
        {
            intake.Reset();
        }
    }

    /// <summary>Publishes these contents, each as long as its region. Between ticks only.</summary>
    public void Publish(IReadOnlyDictionary<string, byte[]> contents)
    {
        foreach (var (name, content) in contents)
        {
            using var scope = _entries[name].Writer.Begin(WriteMode.Replace);
            content.CopyTo(scope.Bytes);
            _ = scope.Publish();
        }
    }

    public void Dispose()
    {
        foreach (var intake in _intakes)
        {
            intake.Dispose();
        }

        foreach (var entry in _entries.Values)
        {
            entry.Writer.Dispose();
        }
    }

    /// <summary>The region outside is volatile, since its content is whatever its writer has just made of it; the copy is hashed and kept like all state.</summary>
    private Result<Region, GameErrorCode> AddExternal(RegionSchema schema, string owner, byte[] initial)
    {
        var copy = schema with { Name = schema.Name + ReservedNames.SeenSuffix, HasExternalWriter = false };
        if (!Lay(schema with { IsVolatile = true }, owner, initial).TryGet(out var outside, out var fault) || !Add(copy, InputRegion.Owner, initial).TryGet(out var seen, out fault))
        {
            return fault;
        }

        _seenAs.Add(schema.Name, copy.Name);
        _intakes.Add(new ExternalIntake(outside, seen, _entries[copy.Name].Writer, initial));
        return outside;
    }

    private Result<Region, GameErrorCode> Lay(RegionSchema schema, string owner, byte[] initial) =>
        arena.Add(schema, initial).TryGet(out var region, out var fault)
            ? region
            : new Fault<GameErrorCode>(fault.Code == ArenaErrorCode.OutOfMemory ? GameErrorCode.OutOfMemory : GameErrorCode.RegionConflict, $"Region '{schema.Name}' of {owner}: {fault.Message}", fault.Mend);
}
