using System.Collections.Immutable;

namespace Ludos.Modules;

/// <summary>Reads an entry of <c>units</c>.</summary>
internal static class UnitDeclarationParser
{
    public static UnitDeclaration Parse(ManifestNode node, ImmutableArray<string> grants)
    {
        node.CheckFields("a unit", "name", "entry", "start", "reads", "readsPrevious", "writes", "replaces", "fuel");
        ImmutableArray<string> reads = Names(node, "reads", grants);
        ImmutableArray<string> previous = Names(node, "readsPrevious", grants);
        ImmutableArray<string> writes = Names(node, "writes", grants);
        ImmutableArray<string> replaces = Names(node, "replaces", grants);
        ForbidOverlap(node, "readsPrevious", previous, "reads", reads);
        ForbidOverlap(node, "writes", writes, "reads", reads);
        ForbidOverlap(node, "writes", writes, "readsPrevious", previous);
        for (int index = 0; index < writes.Length; index++)
        {
            if (ReservedNames.IsReserved(writes[index]))
            {
                throw node.Required("writes").Items(ModuleLimits.MaxRegionsPerUnit)[index].BadTogether($"is \"{writes[index]}\", which only the host writes.", "Take it out of \"writes\".");
            }
        }

        for (int index = 0; index < replaces.Length; index++)
        {
            if (!writes.Contains(replaces[index]))
            {
                throw node.Required("replaces").Items(ModuleLimits.MaxRegionsPerUnit)[index].BadTogether($"is \"{replaces[index]}\", which is not in \"writes\".", "Add it to \"writes\" too.");
            }
        }

        return new UnitDeclaration(
            ManifestNames.Unit(node.Required("name")),
            ManifestNames.Identifier(node.Required("entry"), "an export's name"),
            node.Optional("start") is { } start ? ManifestNames.Identifier(start, "an export's name") : null,
            reads,
            previous,
            writes,
            replaces,
            node.Optional("fuel")?.Integer(1, ModuleLimits.MaxFuelPerTick) ?? ModuleLimits.DefaultFuelPerTick);
    }

    private static ImmutableArray<string> Names(ManifestNode unit, string field, ImmutableArray<string> grants)
    {
        if (unit.Optional(field) is not { } list) return [];
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (ManifestNode item in list.Items(ModuleLimits.MaxRegionsPerUnit))
        {
            string name = ManifestNames.Region(item);
            if (names.Contains(name)) throw item.Bad($"is \"{name}\", which the list already has.", "Name each region once.");
            if (name == ModuleManifest.InputName && !grants.Contains(name))
            {
                throw item.BadTogether($"is \"{name}\", which needs a grant.", $"Add \"{name}\" to \"grants\".");
            }

            names.Add(name);
        }

        return names.ToImmutable();
    }

    private static void ForbidOverlap(ManifestNode unit, string field, ImmutableArray<string> names, string otherField, ImmutableArray<string> others)
    {
        for (int index = 0; index < names.Length; index++)
        {
            if (!others.Contains(names[index])) continue;
            throw unit.Required(field).Items(ModuleLimits.MaxRegionsPerUnit)[index].BadTogether(
                $"is \"{names[index]}\", which is also in \"{otherField}\".",
                field == "writes" ? "A written region can be read without saying so." : "Name it in one of the two.");
        }
    }
}
