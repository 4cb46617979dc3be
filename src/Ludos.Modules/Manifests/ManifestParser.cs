using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Ludos.Base;
using NuGet.Versioning;

namespace Ludos.Modules;

/// <summary>Reads module.json from untrusted bytes.</summary>
internal static class ManifestParser
{
    private static readonly JsonDocumentOptions Options = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Disallow,
        MaxDepth = ModuleLimits.MaxManifestDepth,
    };

    public static Result<ModuleManifest, ModuleErrorCode> Parse(ReadOnlyMemory<byte> utf8, string name)
    {
        if (utf8.Length > ModuleLimits.MaxManifestBytes)
        {
            return new Fault<ModuleErrorCode>(
                ModuleErrorCode.TooLarge,
                $"{name} has {utf8.Length} bytes; a manifest may have {ModuleLimits.MaxManifestBytes}.",
                "Put data in files beside it.");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8, Options);
            return Both(document.RootElement, name);
        }
        catch (JsonException error)
        {
            return new Fault<ModuleErrorCode>(ModuleErrorCode.BadManifest, $"{name}{Position(error)} is not strict JSON.", "Check for a missing or extra comma, a comment, a repeated field, or nesting too deep.");
        }
        catch (InvalidOperationException)
        {
            return new Fault<ModuleErrorCode>(ModuleErrorCode.BadManifest, $"{name} holds a string that is not Unicode.", "Save it as UTF-8.");
        }
    }

    /// <summary>
    /// The schema decides, then the reader, which knows more. Where both refuse, the reader's words are told, since it knows
    /// what was meant, with the schema's rule behind them.
    /// </summary>
    private static Result<ModuleManifest, ModuleErrorCode> Both(JsonElement root, string name)
    {
        SchemaViolation? violation = ManifestSchema.Value.Check(root);
        ManifestFault? fault = Read(root, out ModuleManifest? manifest);
        if (violation is null) return fault is null ? manifest! : Refused(name, fault.Path, fault.Message, fault.Mend);
        string rule = $"The rule is {ManifestSchema.FileName}{violation.Rule}.";
        return fault is null
            ? Refused(name, violation.Path, $"{violation.Problem}.", rule)
            : Refused(name, fault.Path, fault.Message, fault.Mend.Length == 0 ? rule : $"{fault.Mend} {rule}");
    }

    /// <summary>The reader alone, without the schema.</summary>
    /// <exception cref="InvalidOperationException">A string is not Unicode.</exception>
    internal static ManifestFault? Read(JsonElement root, out ModuleManifest? manifest)
    {
        manifest = null;
        try
        {
            manifest = Root(new ManifestNode(root, ""));
            return null;
        }
        catch (ManifestFault fault)
        {
            return fault;
        }
    }

    private static Fault<ModuleErrorCode> Refused(string name, string path, string problem, string mend) =>
        new(ModuleErrorCode.BadManifest, $"{(path.Length == 0 ? name : $"{name}: {path}")} {problem}", mend);

    internal static string Position(JsonException error) => error.LineNumber is { } line
        ? string.Create(CultureInfo.InvariantCulture, $" line {line + 1} byte {(error.BytePositionInLine ?? 0) + 1}")
        : "";

    private static ModuleManifest Root(ManifestNode node)
    {
        node.CheckFields("a manifest", "id", "version", "kind", "code", "memory", "regions", "units", "grants", "dependencies", "variants", "protected", "assets");
        string id = ManifestNames.Id(node.Required("id"));
        SemanticVersion version = ManifestVersions.Version(node.Required("version"));
        var kind = (ModuleKind)node.Required("kind").Choice("a kind", "module", "mod", "wasm4", "game");
        ModuleManifest manifest = kind switch
        {
            ModuleKind.Wasm4 => Cartridge(node, id, version),
            ModuleKind.Game => Game(node, id, version),
            _ => Module(node, id, version, kind),
        };
        return manifest with
        {
            Protected = DistributionParser.Patterns(node.Optional("protected")),
            Assets = DistributionParser.Groups(node.Optional("assets")),
        };
    }

    private static ModuleManifest Module(ManifestNode node, string id, SemanticVersion version, ModuleKind kind)
    {
        string code = ManifestPath.Of(node.Required("code"));
        var memory = (MemoryMode)node.Required("memory").Choice("a memory mode", "scratch", "region");
        ImmutableArray<string> grants = Grants(node.Optional("grants"));
        var manifest = new ModuleManifest(
            id,
            version,
            kind,
            code,
            memory,
            Regions(node.Optional("regions")),
            Units(node.Required("units"), grants),
            grants,
            Dependencies(node.Optional("dependencies"), id))
        {
            Variants = DistributionParser.Variants(node.Optional("variants")),
        };
        ManifestRules.CheckWindows(node, manifest);
        return manifest;
    }

    private static ModuleManifest Cartridge(ManifestNode node, string id, SemanticVersion version)
    {
        Forbid(node, "does not belong to a WASM-4 cartridge: its projection declares it.", "memory", "regions", "units", "grants", "variants");
        return new ModuleManifest(id, version, ModuleKind.Wasm4, ManifestPath.Of(node.Required("code")), MemoryMode.Region, [], [], [], Dependencies(node.Optional("dependencies"), id));
    }

    private static ModuleManifest Game(ManifestNode node, string id, SemanticVersion version)
    {
        Forbid(node, "does not belong to a game: its modules have it.", "code", "memory", "regions", "units", "grants", "variants");
        return new ModuleManifest(id, version, ModuleKind.Game, null, MemoryMode.Scratch, [], [], [], Dependencies(node.Required("dependencies"), id));
    }

    private static void Forbid(ManifestNode node, string problem, params ReadOnlySpan<string> fields)
    {
        foreach (string field in fields)
        {
            if (node.Optional(field) is { } given) throw given.Bad(problem, $"Take \"{field}\" out.");
        }
    }

    private static ImmutableArray<string> Grants(ManifestNode? list)
    {
        if (list is null) return [];
        var grants = ImmutableArray.CreateBuilder<string>();
        foreach (ManifestNode item in list.Value.Items(ModuleLimits.MaxGrants))
        {
            _ = item.Choice("a grant", ModuleManifest.InputName);
            if (grants.Count != 0) throw item.Bad("is given twice.", "Ask for each grant once.");
            grants.Add(ModuleManifest.InputName);
        }

        return grants.ToImmutable();
    }

    private static ImmutableArray<RegionDeclaration> Regions(ManifestNode? list)
    {
        if (list is null) return [];
        var names = new HashSet<string>(StringComparer.Ordinal);
        var regions = ImmutableArray.CreateBuilder<RegionDeclaration>();
        foreach (ManifestNode item in list.Value.Items(ModuleLimits.MaxRegions))
        {
            foreach (RegionDeclaration region in RegionDeclarationParser.Parse(item))
            {
                if (!names.Add(region.Schema.Name)) throw item.Required("name").BadTogether($"is \"{region.Schema.Name}\", which another region has.", "Give every region a name of its own.");
                if (regions.Count == ModuleLimits.MaxRegions) throw item.BadTogether($"makes more than {ModuleLimits.MaxRegions} regions, counting each column.", "Keep fewer fields in columns.");
                regions.Add(region);
            }
        }

        return regions.ToImmutable();
    }

    private static ImmutableArray<UnitDeclaration> Units(ManifestNode list, ImmutableArray<string> grants)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var units = ImmutableArray.CreateBuilder<UnitDeclaration>();
        foreach (ManifestNode item in list.Items(ModuleLimits.MaxUnits))
        {
            UnitDeclaration unit = UnitDeclarationParser.Parse(item, grants);
            if (!names.Add(unit.Name)) throw item.Required("name").BadTogether($"is \"{unit.Name}\", which another unit has.", "Give every unit a name of its own.");
            units.Add(unit);
        }

        if (units.Count == 0) throw list.Bad("is empty.", "Give the module at least one unit.");
        return units.ToImmutable();
    }

    private static ImmutableArray<Dependency> Dependencies(ManifestNode? list, string own)
    {
        if (list is null) return [];
        var dependencies = ImmutableArray.CreateBuilder<Dependency>();
        foreach (ManifestNode item in list.Value.Items(ModuleLimits.MaxDependencies))
        {
            item.CheckFields("a dependency", "id", "range");
            string id = ManifestNames.Id(item.Required("id"));
            if (id == own) throw item.Required("id").BadTogether("is the module itself.", "Take it out.");
            if (dependencies.Any(known => known.Id == id)) throw item.Required("id").BadTogether($"is \"{id}\", which is given twice.", "Give one range for each module.");
            dependencies.Add(new Dependency(id, ManifestVersions.Range(item.Required("range"))));
        }

        return dependencies.ToImmutable();
    }
}
