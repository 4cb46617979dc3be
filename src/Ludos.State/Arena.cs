using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Ludos.Base;
using Ludos.Platform.Memory;
using Ludos.Platform.Processes;
using Ludos.Platform.Sync;
using Ludos.Protocols.System.V1;

namespace Ludos.State;

/// <summary>
/// The shared memory that holds a world. The process that creates it owns it; others attach. Thread-safe.
/// <see cref="Dispose"/> ends its servers and its waits, gives open reads a second to close, and unmaps everything: no span taken from it may be used
/// afterwards. Readers and writers may be disposed later.
/// </summary>
public sealed partial class Arena : IDisposable
{
    private static readonly TimeSpan OpenReadsTimeout = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly RegionSet _regions = new();
    private readonly ControlView _view;
    private readonly OwnerLink? _link;
    private readonly RegionFollower? _follower;
    private readonly bool _isSealed;
    private ImmutableArray<ArenaServer> _servers = [];
    private volatile bool _isDisposed;

    private Arena(ArenaOptions options, SharedSegment control, ControlView view, PinPages pins, OwnerLink? link, bool isSealed)
    {
        Options = options;
        Control = control;
        Pins = pins;
        Grants = new RegionGrants(options.Label, view);
        _view = view;
        _link = link;
        _follower = link is null ? null : new RegionFollower(this, view, link, pins, _regions);
        _isSealed = isSealed;
        _pinAudit = new PinAudit(pins);
    }

    /// <summary>All regions, in ordinal order of their names: a snapshot. An attacher sees those that it could map.</summary>
    public IReadOnlyList<Region> Regions
    {
        get
        {
            _ = Follow();
            return _regions.InNameOrder;
        }
    }

    /// <summary>The world that it holds; never 0. The same for the owner and all attachers.</summary>
    public UInt128 WorldId => _view.WorldId;

    /// <summary>True in the owner. In an attacher: whether the owner still runs and still serves it.</summary>
    public bool IsOwnerAlive => !_isDisposed && (_link is null || _link.IsOpen);

    internal ArenaOptions Options { get; }

    internal SharedSegment Control { get; }

    internal PinPages Pins { get; }

    /// <summary>The way to the owner; null in the owner itself.</summary>
    internal OwnerLink? Link => _link;

    internal RegionGrants Grants { get; }

    /// <summary>Makes an empty arena that this process owns.</summary>
    public static unsafe Result<Arena, ArenaErrorCode> Create(ArenaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.MaxRegions < 1 || options.MaxRegions > ArenaLayout.MaxRegions || options.MaxAttachers is < 0 or > ArenaOptions.MostAttachers)
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.BadSchema, $"An arena cannot be made for {options.MaxRegions} regions and {options.MaxAttachers} attachers.",
                $"Use 1 to {ArenaLayout.MaxRegions} and 0 to {ArenaOptions.MostAttachers}.");
        }

        var segment = SharedSegment.Create($"ludos:{options.Label}:control", SegmentLayout.ControlBytes(options.MaxRegions), options.Segments);
        if (!segment.TryGet(out var control, out var segmentFault))
        {
            return segmentFault.ForArena();
        }

        if (!PinPages.Create(options.MaxAttachers, options.MaxRegions).TryGet(out var pins, out var fault))
        {
            control.Dispose();
            return fault;
        }

        // Who is granted a region must see the owner's own pins; without them it revokes more readers, and no more than that.
        if (control.Descriptor is not null && SharedSegment.CreateDescriptor("ludos:pins", SegmentLayout.PinPageBytes).TryGet(out var ownPage, out _))
        {
            _ = pins.TryLayOwn(ownPage);
            pins.Seal(0);
        }

        var view = ControlView.Make(control.Base, control.SizeBytes, options.MaxRegions, options.WorldId != 0 ? options.WorldId : FreshWorldId());
        return new Arena(options, control, view, pins, link: null, isSealed: control.SealFutureWrites());
    }

    /// <summary>Attaches to the arena served at <paramref name="socketPath"/>, to read. A region is written after <see cref="Region.AcquireWriter"/>, where the owner grants it.</summary>
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

        if (!_isSealed)
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
        if (_regions.TryGet(name, out var region))
        {
            return region;
        }

        var fault = Follow();
        return _regions.TryGet(name, out region) ? region : fault ?? new Fault<ArenaErrorCode>(ArenaErrorCode.NoSuchRegion, $"The arena has no region '{name}'.");
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
            : new Fault<ArenaErrorCode>(ArenaErrorCode.SchemaMismatch, $"Region '{expected.Name}' is not as expected: {string.Join("; ", difference)}.", "Build both sides from the same schema.");
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
            foreach (var region in _regions.InOrder)
            {
                region.Close(deadline);
                region.Memory.Dispose();
            }

            Pins.Dispose();
            _link?.Dispose();
            Control.Dispose();
        }
    }

    /// <summary>A region by its place in the directory; null when there is none.</summary>
    internal Region? RegionAt(uint index)
    {
        var known = _regions.InOrder;
        return !_isDisposed && index < (uint)known.Length ? known[(int)index] : null;
    }

    /// <summary>A region by its index in the directory; null when there is none.</summary>
    internal RegionMemory? MemoryAt(uint index)
    {
        var regions = _regions.InOrder;
        return !_isDisposed && index < regions.Length ? regions[(int)index].Memory : null;
    }

    private static UInt128 FreshWorldId()
    {
        Span<byte> bytes = stackalloc byte[Marshal.SizeOf<UInt128>()];
        RandomNumberGenerator.Fill(bytes);
        return MemoryMarshal.Read<UInt128>(bytes) | 1;
    }

    private static unsafe Result<Arena, ArenaErrorCode> Map(OwnerLink link, SharedSegment control, Microsoft.Win32.SafeHandles.SafeFileHandle pinPage)
    {
        if (!ControlView.Open(control.Base, control.SizeBytes).TryGet(out var view, out var fault))
        {
            return fault;
        }

        if (!PinPages.Create(ArenaOptions.MostAttachers, view.MaxRegions).TryGet(out var pins, out fault))
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
        : _regions.Contains(schema.Name) ? new Fault<ArenaErrorCode>(ArenaErrorCode.NameTaken, $"The arena already has a region '{schema.Name}'.", "Choose another name, or find the region that is there.")
        : _regions.InOrder.Length >= Options.MaxRegions ? new Fault<ArenaErrorCode>(ArenaErrorCode.DirectoryFull, $"No room for region '{schema.Name}': the arena was made for {Options.MaxRegions}.",
            "Merge regions, or make the arena with a larger directory.")
        : null;

    private unsafe Result<Region, ArenaErrorCode> Append(RegionSchema schema, ReadOnlySpan<byte> initial)
    {
        var isDynamic = schema.Kind == RegionKind.Dynamic;
        if (isDynamic && initial.Length % schema.StrideBytes != 0)
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.BadSchema, $"Region '{schema.Name}' holds elements of {schema.StrideBytes} bytes; {initial.Length} are not whole ones.");
        }

        var made = isDynamic ? DynamicLayout.CreateSegment($"ludos:{Options.Label}:{schema.Name}", schema, Options.Segments) : SharedSegment.Create($"ludos:{Options.Label}:{schema.Name}", SegmentLayout.SegmentBytes(schema), Options.Segments);
        if (!made.TryGet(out var segment, out var fault))
        {
            return fault.ForArena();
        }

        if (_isSealed)
        {
            _ = segment.SealFutureWrites();
        }

        var index = _regions.InOrder.Length;
        var head = new SegmentHead(segment.Base);
        var stamp = new RegionStamp(index, (ulong)WorldId, Generation: 1, schema.Slots);
        stamp.Write(head);
        if (isDynamic)
        {
            if (DynamicSlots.Fill(segment, schema, initial) is { } full)
            {
                segment.Dispose();
                return full;
            }
        }
        else
        {
            initial.CopyTo(new Span<byte>(head.Content, (int)schema.SizeBytes));
        }

        head.Slot(0)->Epoch = 1;
        Volatile.Write(ref *head.Word, SlotWord.Of(1, 0));
        var region = new Region(this, new RegionMemory(stamp, schema, segment, Pins, new OwnerMaps(_view), link: null));
        _regions.Enter(region);
        _view.Append(index, schema, segment.SizeBytes);
        return region;
    }

    /// <summary>In an attacher: maps what the owner has added or moved since. Null when nothing is amiss.</summary>
    private unsafe Fault<ArenaErrorCode>? Follow()
    {
        if (_follower is null || _isDisposed)
        {
            return null;
        }

        var changes = Volatile.Read(ref *_view.Changes);
        if (changes == Volatile.Read(ref _followed))
        {
            return null;
        }

        var fault = _follower.FollowAll();
        if (fault is null)
        {
            Volatile.Write(ref _followed, changes);
        }

        return fault;
    }
}
