using System.Collections.Immutable;

namespace Ludos.Modules;

/// <summary>Reads what a manifest says for distribution: variants, protected files and groups of assets.</summary>
internal static class DistributionParser
{
    public static ImmutableArray<PlatformVariant> Variants(ManifestNode? list)
    {
        if (list is null) return [];
        return [.. list.Value.Items(ModuleLimits.MaxVariants).Select(Variant)];
    }

    public static ImmutableArray<PathPattern> Patterns(ManifestNode? list)
    {
        if (list is null) return [];
        ImmutableArray<ManifestNode> items = list.Value.Items(ModuleLimits.MaxPatterns);
        if (items.IsEmpty) throw list.Value.Bad("is empty.", "Give at least one pattern, or leave the list out.");
        var patterns = ImmutableArray.CreateBuilder<PathPattern>(items.Length);
        foreach (ManifestNode item in items)
        {
            string text = item.Text(ModuleLimits.MaxPathBytes);
            PathPattern pattern = PathPattern.TryParse(text)
                ?? throw item.Bad($"is \"{ManifestNode.Printable(text)}\", not a pattern of paths.", "Give a path with * for any characters of a part and ** for any parts, such as assets/music/**.");
            if (patterns.Contains(pattern)) throw item.Bad("is given twice.", "Give each pattern once.");
            patterns.Add(pattern);
        }

        return patterns.MoveToImmutable();
    }

    public static ImmutableArray<AssetGroup> Groups(ManifestNode? list)
    {
        if (list is null) return [];
        var groups = ImmutableArray.CreateBuilder<AssetGroup>();
        int patternCount = 0;
        foreach (ManifestNode item in list.Value.Items(ModuleLimits.MaxAssetGroups))
        {
            AssetGroup group = Group(item);
            if (groups.Any(known => known.Name == group.Name)) throw item.Required("name").BadTogether($"is \"{group.Name}\", which another group has.", "Give every group a name of its own.");
            groups.Add(group);
            patternCount += group.Files.Length;
            if (patternCount > ModuleLimits.MaxAssetPatterns) throw item.BadTogether($"makes more than {ModuleLimits.MaxAssetPatterns} patterns in all groups.", "Use fewer, wider patterns.");
        }

        return groups.ToImmutable();
    }

    private static PlatformVariant Variant(ManifestNode node)
    {
        node.CheckFields("a variant", "platforms", "code", "assets");
        ManifestNode list = node.Required("platforms");
        ImmutableArray<ManifestNode> items = list.Items(TargetPlatform.Names.Length);
        if (items.IsEmpty) throw list.Bad("is empty.", $"Name at least one of: {string.Join(", ", TargetPlatform.Names)}.");
        var platforms = ImmutableArray.CreateBuilder<string>(items.Length);
        foreach (ManifestNode item in items)
        {
            string platform = TargetPlatform.Names[item.Choice("a platform", [.. TargetPlatform.Names])];
            if (platforms.Contains(platform)) throw item.Bad("is given twice.", "Name each platform once.");
            platforms.Add(platform);
        }

        string? code = node.Optional("code") is { } codePath ? ManifestPath.Of(codePath) : null;
        string? assets = node.Optional("assets") is { } folder ? ManifestPath.Of(folder) : null;
        return code is null && assets is null
            ? throw node.Bad("has neither \"code\" nor \"assets\".", "Say what stands in the module's place.")
            : new PlatformVariant(platforms.MoveToImmutable(), code, assets);
    }

    private static AssetGroup Group(ManifestNode node)
    {
        node.CheckFields("a group of assets", "name", "files", "order", "place");
        string name = ManifestNames.Unit(node.Required("name"));
        ImmutableArray<PathPattern> files = Patterns(node.Required("files"));
        int? order = (int?)node.Optional("order")?.Integer(0, ModuleLimits.MaxAssetOrder);
        AssetPlace? place = node.Optional("place") is { } given ? Place(given) : null;
        return order is null == place is null
            ? throw node.Bad(order is null ? "has neither \"order\" nor \"place\"." : "has both \"order\" and \"place\".", "Give one of the two.")
            : new AssetGroup(name, files, order, place);
    }

    private static AssetPlace Place(ManifestNode node)
    {
        ImmutableArray<ManifestNode> items = node.Items(2);
        return items is [var x, var y]
            ? new AssetPlace(x.Number(-ModuleLimits.MaxPlace, ModuleLimits.MaxPlace), y.Number(-ModuleLimits.MaxPlace, ModuleLimits.MaxPlace))
            : throw node.Bad($"has {items.Length} numbers; x and y are expected.", "Give a place as [x, y].");
    }
}
