using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Modules;
using Ludos.Runtime.Graph;
using Ludos.State;

namespace Ludos.Runtime.World;

/// <summary>A game in memory: the arena, every region with its lease, a seat for each module and the order of all units.</summary>
internal sealed class GameWorld : IDisposable
{
    private const int MinSlots = SchemaLimits.MinManySlots;
    private const int SlotsBesideReaders = 2;

    private GameWorld(Arena arena, RegionTable regions, ImmutableArray<ModuleSeat> modules, ImmutableArray<UnitSeat> units)
    {
        Arena = arena;
        Regions = regions;
        Modules = modules;
        Units = units;
    }

    public Arena Arena { get; }

    public RegionTable Regions { get; }

    public ImmutableArray<ModuleSeat> Modules { get; }

    /// <summary>In the order of the tick.</summary>
    public ImmutableArray<UnitSeat> Units { get; }

    public static Result<GameWorld, GameErrorCode> Create(LoadedGame game, SessionOptions options)
    {
        var descriptors = game.Modules.SelectMany(module => module.Prepared.Units).ToList();
        if (!TickGraph.Build(descriptors).TryGet(out var plan, out var fault))
        {
            return fault;
        }

        if (!Arena.Create(new ArenaOptions { Label = game.Id, WorldId = options.WorldId }).TryGet(out var arena, out var arenaFault))
        {
            return new Fault<GameErrorCode>(GameErrorCode.OutOfMemory, $"The arena of {game.Id} cannot be made: {arenaFault.Message}", arenaFault.Mend);
        }

        var regions = new RegionTable(arena);
        var world = new GameWorld(arena, regions, [.. game.Modules.Select(module => new ModuleSeat(module))], []);
        var problem = world.AddRegions(game, descriptors, options);
        if (problem is null)
        {
            world = new GameWorld(arena, regions, world.Modules, Places(world.Modules, descriptors, plan, options));
            problem = world.Populate();
        }

        if (problem is not null)
        {
            world.Dispose();
            return problem;
        }

        return world;
    }

    /// <summary>First contents in every region, under new epochs, and fresh instances of the code that runs. Between ticks only.</summary>
    /// <returns>Why an instance could not be made; null on success.</returns>
    public Fault<GameErrorCode>? Reset()
    {
        Regions.Reset(Modules.SelectMany(module => module.Slot.CurrentModule.InitialContents).ToDictionary(content => content.Key, content => content.Value, StringComparer.Ordinal));
        return Populate();
    }

    public void Dispose()
    {
        foreach (var module in Modules)
        {
            module.Dispose();
        }

        Regions.Dispose();
        Arena.Dispose();
    }

    private static ImmutableArray<UnitSeat> Places(ImmutableArray<ModuleSeat> modules, List<UnitDescriptor> descriptors, TickPlan plan, SessionOptions options)
    {
        var owners = modules.SelectMany(module => module.Loaded.Prepared.Units.Select(_ => module)).ToList();
        var latches = new bool[descriptors.Count];
        for (var position = 0; position < plan.Order.Length; position++)
        {
            latches[plan.Order[position]] = plan.Latches[position];
        }

        var seats = descriptors.Select((descriptor, index) => new UnitSeat(descriptor, owners[index], latches[index], LimitMs(owners[index], options))).ToList();
        foreach (var module in modules)
        {
            module.Units = [.. seats.Where(seat => seat.Module == module)];
        }

        return [.. plan.Order.Select(index => seats[index])];
    }

    private static int LimitMs(ModuleSeat module, SessionOptions options) =>
        options.WallClockLimitMs > 0 ? options.WallClockLimitMs
        : module.IsCart ? SessionOptions.DefaultCartWallClockLimitMs : SessionOptions.DefaultModuleWallClockLimitMs;

    private Fault<GameErrorCode>? AddRegions(LoadedGame game, List<UnitDescriptor> units, SessionOptions options)
    {
        var declared = new Dictionary<string, string>(StringComparer.Ordinal) { [ModuleManifest.InputName] = InputRegion.Owner };
        if (!Regions.Add(InputRegion.Schema(SlotsFor(ModuleManifest.InputName, MinSlots, units)), InputRegion.Owner, InputRegion.InitialContent()).TryGet(out _, out var fault))
        {
            return fault;
        }

        foreach (var module in game.Modules.Select(loaded => loaded.Prepared))
        {
            foreach (var schema in module.Regions)
            {
                var owner = module.Package.Manifest.Id;
                if (!declared.TryAdd(schema.Name, owner))
                {
                    return new Fault<GameErrorCode>(GameErrorCode.RegionConflict, $"Region '{schema.Name}' is declared by {declared[schema.Name]} and by {owner}.", "Rename one of them.");
                }

                var placed = schema with { Slots = SlotsFor(schema.Name, schema.Slots, units) };
                var writer = units.FirstOrDefault(unit => unit.Writes.Contains(schema.Name))?.Module ?? owner;
                if (!Regions.Add(placed, writer, module.InitialContents.GetValueOrDefault(schema.Name, [])).TryGet(out _, out fault))
                {
                    return fault;
                }
            }
        }

        return CheckRights(units) ?? CheckGrants(options.Grants);
    }

    private Fault<GameErrorCode>? CheckRights(List<UnitDescriptor> units)
    {
        var writers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var unit in units)
        {
            foreach (var region in unit.Reads.Concat(unit.ReadsPrevious).Concat(unit.Writes))
            {
                if (!Regions.TryGet(region, out _))
                {
                    return new Fault<GameErrorCode>(GameErrorCode.RegionConflict, $"{unit.Module}/{unit.Name} names region '{region}', which no module declares.", $"The game has {string.Join(", ", Regions.Names)}.");
                }
            }

            foreach (var region in unit.Writes)
            {
                if (!writers.TryAdd(region, unit.Module) && writers[region] != unit.Module)
                {
                    return new Fault<GameErrorCode>(GameErrorCode.RegionConflict, $"Region '{region}' is written by {writers[region]} and by {unit.Module}; a region has one owner.", "Let one of them write a region of its own.");
                }

                if (Regions.OwnerOf(region) == RegionTable.Outside)
                {
                    return new Fault<GameErrorCode>(GameErrorCode.RegionConflict, $"{unit.Module}/{unit.Name} writes region '{region}', whose \"writer\" is \"external\".", "Only read it, or take \"writer\" out of its declaration.");
                }

                if (Regions.OwnerOf(region) == InputRegion.Owner)
                {
                    return new Fault<GameErrorCode>(GameErrorCode.RegionConflict, $"{unit.Module}/{unit.Name} writes region '{region}', which the runtime owns.", "Only read it.");
                }
            }
        }

        return null;
    }

    private Fault<GameErrorCode>? CheckGrants(IReadOnlyList<string> grants)
    {
        var external = Regions.External.ToList();
        return grants.FirstOrDefault(grant => grant != GameSession.InputGrant && !external.Contains(grant)) is { } wrong
            ? new Fault<GameErrorCode>(
                GameErrorCode.BadGrant,
                Regions.Names.Contains(wrong) ? $"Region '{wrong}' is written by {Regions.OwnerOf(wrong)}; it cannot be granted to a process outside." : $"A grant names region '{wrong}', which no module declares.",
                external.Count == 0 ? "The game has no region whose \"writer\" is \"external\"." : $"Those that can be granted are {string.Join(", ", external)}.")
            : null;
    }

    private Fault<GameErrorCode>? Populate()
    {
        foreach (var module in Modules)
        {
            var prepared = module.SlotOrNull is { } running ? running.CurrentModule : module.Loaded.Prepared;
            if (!prepared.Instantiate(Regions).TryGet(out var instance, out var fault))
            {
                return new Fault<GameErrorCode>(fault.Code == ModuleErrorCode.OutOfMemory ? GameErrorCode.OutOfMemory : GameErrorCode.BadModule, fault.Message, fault.Mend);
            }

            module.Seat(new ModuleSlot(prepared, instance, Regions));
        }

        return null;
    }

    /// <summary>One where the module asked for one, else as many as readers inside the tick, plus one to show and one to fill.</summary>
    private static int SlotsFor(string region, int asked, List<UnitDescriptor> units)
    {
        if (asked == 1)
        {
            return 1;
        }

        var readers = units.Count(unit => unit.Reads.Contains(region) || unit.ReadsPrevious.Contains(region));
        return Math.Min(SchemaLimits.MaxSlots, Math.Max(Math.Max(asked, MinSlots), readers + SlotsBesideReaders));
    }
}
