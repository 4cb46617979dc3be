using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Platform.Memory;
using Ludos.Platform.Processes;

namespace Ludos.State;

/// <summary>
/// The shared memory that holds a world. The process that creates it owns it; others attach. Thread-safe.
/// <see cref="Dispose"/> unmaps everything: dispose it after every region, reader, writer and span taken from it is out of use.
/// </summary>
public sealed unsafe class Arena : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ArenaOptions _options;
    private readonly SharedSegment _control;
    private readonly PinPages _pins;
    private ImmutableArray<Region> _added = [];
    private ImmutableSortedDictionary<string, Region> _byName = ImmutableSortedDictionary.Create<string, Region>(StringComparer.Ordinal);
    private IReadOnlyList<Region> _inNameOrder = [];
    private bool _isDisposed;

    private Arena(ArenaOptions options, SharedSegment control, PinPages pins)
    {
        _options = options;
        _control = control;
        _pins = pins;
    }

    /// <summary>All regions, in ordinal order of their names. A snapshot; taking it allocates nothing.</summary>
    public IReadOnlyList<Region> Regions => _inNameOrder;

    /// <summary>Whether the process that made the arena still runs; true in that process.</summary>
    public bool IsOwnerAlive => !_isDisposed;

    private ControlHeader* Header => (ControlHeader*)_control.Base;

    /// <summary>Makes an empty arena that this process owns.</summary>
    public static Result<Arena, ArenaErrorCode> Create(ArenaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.MaxRegions is < 1 or > ControlLayout.MaxRegions || options.MaxAttachers is < 0 or > 1024)
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.BadSchema,
                $"An arena cannot be made for {options.MaxRegions} regions and {options.MaxAttachers} attachers.", $"Use 1 to {ControlLayout.MaxRegions} and 0 to 1024.");
        }

        var segment = SharedSegment.Create($"ludos:{options.Label}:control", ControlLayout.SizeBytes(options.MaxRegions), options.Segments);
        if (!segment.TryGet(out var control, out var segmentFault))
        {
            return segmentFault.ForArena();
        }

        var pages = PinPages.Create(options.MaxAttachers, options.MaxRegions);
        if (!pages.TryGet(out var pins, out var fault))
        {
            control.Dispose();
            return fault;
        }

        WriteHeader((ControlHeader*)control.Base, options.MaxRegions, control.SizeBytes);
        _ = control.SealFutureWrites();
        return new Arena(options, control, pins);
    }

    /// <summary>Adds a region at epoch 1.</summary>
    /// <param name="initial">Content of the first epoch; shorter than the region: the rest is zero.</param>
    public Result<Region, ArenaErrorCode> Add(RegionSchema schema, ReadOnlySpan<byte> initial = default)
    {
        ArgumentNullException.ThrowIfNull(schema);
        if (SchemaRules.Check(schema) is { } broken)
        {
            return broken;
        }

        if (initial.Length > schema.SizeBytes)
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.BadSchema, $"Region '{schema.Name}' is {schema.SizeBytes} bytes, its initial content {initial.Length}.");
        }

        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_byName.ContainsKey(schema.Name))
            {
                return new Fault<ArenaErrorCode>(ArenaErrorCode.NameTaken, $"The arena already has a region '{schema.Name}'.");
            }

            if (_added.Length >= _options.MaxRegions)
            {
                return new Fault<ArenaErrorCode>(ArenaErrorCode.DirectoryFull, $"No room for region '{schema.Name}': the arena was made for {_options.MaxRegions}.",
                    "Merge regions, or make the arena with a larger directory.");
            }

            var segment = SharedSegment.Create($"ludos:{_options.Label}:{schema.Name}", SegmentLayout.SegmentBytes(schema), _options.Segments);
            return segment.TryGet(out var memory, out var fault) ? Enter(schema, memory, initial) : fault.ForArena();
        }
    }

    public bool TryFind(string name, out Region region) => _byName.TryGetValue(name, out region!);

    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            foreach (var region in _added)
            {
                region.Memory.Dispose();
            }

            _pins.Dispose();
            _control.Dispose();
        }
    }

    private static void WriteHeader(ControlHeader* header, int maxRegions, long controlBytes)
    {
        var owner = ProcessIdentity.Current;
        header->Version = ControlLayout.Version;
        header->MaxRegions = maxRegions;
        header->ControlBytes = controlBytes;
        header->OwnerPid = owner.Pid;
        header->OwnerStartTicks = owner.StartTicks;
        Volatile.Write(ref header->Magic, ControlLayout.Magic);
    }

    private Region Enter(RegionSchema schema, SharedSegment segment, ReadOnlySpan<byte> initial)
    {
        var index = _added.Length;
        _ = segment.SealFutureWrites();
        initial.CopyTo(new Span<byte>(segment.Base, (int)schema.SizeBytes));
        DirectoryEntry.Write(new Span<byte>(_control.Base + ControlLayout.EntryOffset(_options.MaxRegions, index), ControlLayout.EntryBytes), schema, segment.SizeBytes);
        var record = (RegionRecord*)(_control.Base + ControlLayout.RecordOffset(index));
        RegionRecord.Slot(record, 0)->Epoch = 1;
        Volatile.Write(ref record->Word, SlotWord.Of(1, 0));

        var region = new Region(this, new RegionMemory(index, schema, segment, record, _pins));
        _added = _added.Add(region);
        _byName = _byName.Add(schema.Name, region);
        _inNameOrder = _byName.Values.ToArray();

        // Last, and with release: who sees the count sees the entry and the record.
        Volatile.Write(ref Header->RegionCount, _added.Length);
        return region;
    }
}
