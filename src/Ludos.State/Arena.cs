using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Platform.Memory;
using Ludos.Platform.Sync;

namespace Ludos.State;

/// <summary>
/// The shared memory that holds a world. The process that creates it owns it; others attach. Thread-safe.
/// <see cref="Dispose"/> ends its servers and its waits, gives open reads a second to close, and unmaps everything: no span taken from it may be used
/// afterwards. Readers and writers may be disposed later.
/// </summary>
public sealed unsafe class Arena : IDisposable
{
    private static readonly TimeSpan OpenReadsTimeout = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly ControlView _view;
    private readonly OwnerLink? _link;
    private readonly bool _isSealed;
    private ImmutableArray<Region> _added = [];
    private ImmutableSortedDictionary<string, Region> _byName = ImmutableSortedDictionary.Create<string, Region>(StringComparer.Ordinal);
    private IReadOnlyList<Region> _inNameOrder = [];
    private ImmutableArray<ArenaServer> _servers = [];
    private volatile bool _isDisposed;

    private Arena(ArenaOptions options, SharedSegment control, ControlView view, PinPages pins, OwnerLink? link, bool isSealed)
    {
        Options = options;
        Control = control;
        _view = view;
        Pins = pins;
        _link = link;
        _isSealed = isSealed;
    }

    /// <summary>All regions, in ordinal order of their names: a snapshot. An attacher sees those that it could map.</summary>
    public IReadOnlyList<Region> Regions
    {
        get
        {
            _ = Follow();
            return _inNameOrder;
        }
    }

    /// <summary>True in the owner. In an attacher: whether the owner still runs and still serves it.</summary>
    public bool IsOwnerAlive => !_isDisposed && (_link is null || _link.IsOpen);

    internal ArenaOptions Options { get; }

    internal SharedSegment Control { get; }

    internal PinPages Pins { get; }

    /// <summary>Makes an empty arena that this process owns.</summary>
    public static Result<Arena, ArenaErrorCode> Create(ArenaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.MaxRegions is < 1 or > ControlLayout.MaxRegions || options.MaxAttachers is < 0 or > ArenaOptions.MostAttachers)
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.BadSchema, $"An arena cannot be made for {options.MaxRegions} regions and {options.MaxAttachers} attachers.",
                $"Use 1 to {ControlLayout.MaxRegions} and 0 to {ArenaOptions.MostAttachers}.");
        }

        var segment = SharedSegment.Create($"ludos:{options.Label}:control", ControlLayout.SizeBytes(options.MaxRegions), options.Segments);
        if (!segment.TryGet(out var control, out var segmentFault))
        {
            return segmentFault.ForArena();
        }

        if (!PinPages.Create(options.MaxAttachers, options.MaxRegions).TryGet(out var pins, out var fault))
        {
            control.Dispose();
            return fault;
        }

        // Only attached writers need to see the owner's own pins.
        if (options.AllowWriters && SharedSegment.CreateDescriptor("ludos:pins", ControlLayout.PinPageBytes).TryGet(out var ownPage, out _))
        {
            _ = pins.TryLayOwn(ownPage);
        }

        var view = ControlView.Make(control.Base, control.SizeBytes, options.MaxRegions);
        return new Arena(options, control, view, pins, link: null, isSealed: !options.AllowWriters && control.SealFutureWrites());
    }

    /// <summary>Attaches to the arena served at <paramref name="socketPath"/>, read-only unless writing was asked for and granted.</summary>
    public static Result<Arena, ArenaErrorCode> Attach(string socketPath, AttachOptions options)
    {
        ArgumentNullException.ThrowIfNull(socketPath);
        ArgumentNullException.ThrowIfNull(options);
        if (!OwnerLink.Connect(socketPath, options).TryGet(out var link, out var fault))
        {
            return fault;
        }

        if (!link.Attach().TryGet(out var segments, out fault))
        {
            link.Dispose();
            return fault;
        }

        var attached = Map(link, segments.Control, segments.PinPage);
        if (!attached.IsOk)
        {
            segments.PinPage.Dispose();
            segments.Control.Dispose();
            link.Dispose();
        }

        return attached;
    }

    /// <summary>Lets processes of this user attach through a 0600 socket at <paramref name="socketPath"/>, until the server or the arena is disposed.</summary>
    public Result<ArenaServer, ArenaErrorCode> Serve(string socketPath, ServeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(socketPath);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_link is not null || Control.Descriptor is null)
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.Unsupported, _link is not null ? "Only the arena's owner can serve it." : "An arena on temporary files serves one process only.");
        }

        if (!_isSealed && !Options.AllowWriters)
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.Unsupported, "This kernel cannot seal memory against writers (Linux 5.1 is the first that can), so it is not handed out.");
        }

        var started = ArenaServer.Start(this, socketPath, options ?? ServeOptions.Default);
        if (started.TryGet(out var server, out _))
        {
            _ = ImmutableInterlocked.Update(ref _servers, (known, added) => known.Add(added), server);
        }

        return started;
    }

    /// <summary>Adds a region at epoch 1. Only the owner adds.</summary>
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
            return RefuseToAdd(schema) ?? Append(schema, initial);
        }
    }

    /// <summary>False when there is no such region, or, in an attacher, when it cannot be mapped: <see cref="Find(string)"/> says which.</summary>
    public bool TryFind(string name, out Region region) => Find(name).TryGet(out region!, out _);

    public Result<Region, ArenaErrorCode> Find(string name)
    {
        if (_byName.TryGetValue(name, out var region))
        {
            return region;
        }

        if (Follow() is { } fault)
        {
            return fault;
        }

        return _byName.TryGetValue(name, out region) ? region : new Fault<ArenaErrorCode>(ArenaErrorCode.NoSuchRegion, $"The arena has no region '{name}'.");
    }

    /// <summary>A region that has the expected name, fields, capacity and stride.</summary>
    public Result<Region, ArenaErrorCode> Find(RegionSchema expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        if (!Find(expected.Name).TryGet(out var region, out var fault))
        {
            return fault;
        }

        var difference = RegionSchema.Difference(expected, region.Schema);
        return difference.Count == 0
            ? region
            : new Fault<ArenaErrorCode>(ArenaErrorCode.SchemaMismatch, $"Region '{expected.Name}' is not as expected: {string.Join("; ", difference)}.");
    }

    public void Dispose()
    {
        // Outside the lock, which a server takes while it answers.
        foreach (var server in _servers)
        {
            server.Dispose();
        }

        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            var deadline = Deadline.After(OpenReadsTimeout);
            foreach (var region in _added)
            {
                region.Close(deadline);
                region.Memory.Dispose();
            }

            Pins.Dispose();
            _link?.Dispose();
            Control.Dispose();
        }
    }

    /// <summary>The segment of a region, for handing out; null when there is none of that index.</summary>
    internal SharedSegment? SegmentAt(uint index)
    {
        lock (_gate)
        {
            return !_isDisposed && index < _added.Length ? _added[(int)index].Memory.Segment : null;
        }
    }

    private static Result<Arena, ArenaErrorCode> Map(OwnerLink link, SharedSegment control, Microsoft.Win32.SafeHandles.SafeFileHandle pinPage)
    {
        if (!ControlView.Open(control.Base, control.SizeBytes).TryGet(out var view, out var fault))
        {
            return fault;
        }

        if (!PinPages.Create(link.Writes ? ArenaOptions.MostAttachers : 0, view.MaxRegions).TryGet(out var pins, out fault))
        {
            return fault;
        }

        if (!pins.TryLayOwn(pinPage))
        {
            pins.Dispose();
            return new Fault<ArenaErrorCode>(ArenaErrorCode.Truncated, "The pin page that the arena's owner sent cannot be mapped.");
        }

        var arena = new Arena(ArenaOptions.Default with { MaxRegions = view.MaxRegions }, control, view, pins, link, isSealed: true);
        if (arena.Follow() is { } unreadable)
        {
            arena.Dispose();
            return unreadable;
        }

        return arena;
    }

    private Fault<ArenaErrorCode>? RefuseToAdd(RegionSchema schema) =>
        _link is not null ? new Fault<ArenaErrorCode>(ArenaErrorCode.NotGranted, $"Region '{schema.Name}' cannot be added: only the arena's owner adds regions.")
        : _byName.ContainsKey(schema.Name) ? new Fault<ArenaErrorCode>(ArenaErrorCode.NameTaken, $"The arena already has a region '{schema.Name}'.")
        : _added.Length >= Options.MaxRegions ? new Fault<ArenaErrorCode>(ArenaErrorCode.DirectoryFull, $"No room for region '{schema.Name}': the arena was made for {Options.MaxRegions}.",
            "Merge regions, or make the arena with a larger directory.")
        : null;

    private Result<Region, ArenaErrorCode> Append(RegionSchema schema, ReadOnlySpan<byte> initial)
    {
        var made = SharedSegment.Create($"ludos:{Options.Label}:{schema.Name}", SegmentLayout.SegmentBytes(schema), Options.Segments);
        if (!made.TryGet(out var segment, out var fault))
        {
            return fault.ForArena();
        }

        if (_isSealed)
        {
            _ = segment.SealFutureWrites();
        }

        initial.CopyTo(new Span<byte>(segment.Base, (int)schema.SizeBytes));
        var index = _added.Length;
        var region = new Region(this, new RegionMemory(index, schema, segment, _view.Record(index), Pins));
        Enter(region);
        _view.Append(index, schema, segment.SizeBytes);
        return region;
    }

    private void Enter(Region region)
    {
        _added = _added.Add(region);
        _byName = _byName.Add(region.Name, region);
        _inNameOrder = _byName.Values.ToArray();
    }

    /// <summary>In an attacher: maps what the owner has added since. Null when nothing is amiss.</summary>
    private Fault<ArenaErrorCode>? Follow()
    {
        if (_link is null || _isDisposed || _view.RegionCount == _added.Length)
        {
            return null;
        }

        lock (_gate)
        {
            for (var index = _added.Length; index < _view.RegionCount; index++)
            {
                if (!_view.ReadEntry(index).TryGet(out var entry, out var fault) || !_link.Region(index, entry.SegmentBytes).TryGet(out var segment, out fault))
                {
                    return fault;
                }

                if (_byName.ContainsKey(entry.Schema.Name))
                {
                    segment.Dispose();
                    return new Fault<ArenaErrorCode>(ArenaErrorCode.Corrupt, $"Directory entry {index} repeats the name '{entry.Schema.Name}'.");
                }

                Enter(new Region(this, new RegionMemory(index, entry.Schema, segment, _view.Record(index), Pins, _link)));
            }

            return null;
        }
    }
}
