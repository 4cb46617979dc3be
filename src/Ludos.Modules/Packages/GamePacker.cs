using System.Collections.Immutable;
using System.Text.Json;
using Ludos.Base;

namespace Ludos.Modules;

/// <summary>Packs a game's folder: the game itself, and each module and mod that its game.json names, into a file each.</summary>
public static class GamePacker
{
    private const int MaxFolders = 256;
    private const int MaxFolderLength = 200;
    private const int MaxDepth = 8;

    /// <summary>Whether a folder is a game's that can be packed: it holds game.json and a module.json.</summary>
    public static bool IsGame(string folder) =>
        File.Exists(Path.Combine(folder, ModuleManifest.GameFileName)) && File.Exists(Path.Combine(folder, ModuleManifest.FileName));

    /// <param name="folder">Holds game.json, and module.json of kind game.</param>
    /// <param name="outputFolder">Exists; gets one file a module, named by <see cref="ModulePacker.FileName"/>.</param>
    /// <returns>The game first, then its modules and mods in game.json's order; or a fault, found before anything is written but for a full disk.</returns>
    public static Result<ImmutableArray<PackedModule>, ModuleErrorCode> PackTo(string folder, string outputFolder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(outputFolder);
        if (!PackageSurvey.Of(folder).TryGet(out PackageSurvey? game, out Fault<ModuleErrorCode>? fault)
            || !Folders(folder, "modules").TryGet(out ImmutableArray<PackageSurvey> modules, out fault)
            || !Folders(folder, "mods").TryGet(out ImmutableArray<PackageSurvey> mods, out fault))
        {
            return fault;
        }

        if (Problem(game, modules) is { } problem) return problem;
        var packed = ImmutableArray.CreateBuilder<PackedModule>();
        foreach (PackageSurvey survey in (PackageSurvey[])[game, .. modules, .. mods])
        {
            if (!ModulePacker.PackTo(survey, Path.Combine(outputFolder, ModulePacker.FileName(survey.Manifest))).TryGet(out PackedModule? one, out fault)) return fault;
            packed.Add(one);
        }

        return packed.ToImmutable();
    }

    /// <summary>The game must bring all its modules by its dependencies, for a player installs it by them.</summary>
    private static Fault<ModuleErrorCode>? Problem(PackageSurvey game, ImmutableArray<PackageSurvey> modules)
    {
        string name = Path.Combine(game.Folder, ModuleManifest.FileName);
        if (game.Manifest.Kind != ModuleKind.Game)
        {
            return new Fault<ModuleErrorCode>(ModuleErrorCode.BadManifest, $"{name}: kind is \"{game.Manifest.Kind.ToString().ToLowerInvariant()}\" beside a {ModuleManifest.GameFileName}.", "Make it \"game\".");
        }

        Dictionary<string, ModuleManifest> known = modules.Select(module => module.Manifest).Append(game.Manifest).DistinctBy(manifest => manifest.Id).ToDictionary(manifest => manifest.Id, StringComparer.Ordinal);
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Queue<ModuleManifest>([game.Manifest]);
        while (pending.TryDequeue(out ModuleManifest? next))
        {
            if (!reached.Add(next.Id)) continue;
            foreach (Dependency dependency in next.Dependencies)
            {
                if (known.TryGetValue(dependency.Id, out ModuleManifest? manifest)) pending.Enqueue(manifest);
            }
        }

        if (modules.FirstOrDefault(module => !reached.Contains(module.Manifest.Id)) is { } left)
        {
            return new Fault<ModuleErrorCode>(ModuleErrorCode.BadManifest, $"{name}: nothing among \"dependencies\" leads to {left.Manifest.Id}, which {ModuleManifest.GameFileName} names.", $"Add {left.Manifest.Id} to the game's dependencies.");
        }

        IReadOnlyList<DependencyCheck.Unmet> unmet = ClosureCheck.OfSet(modules.Select(module => module.Manifest).Append(game.Manifest));
        return unmet.Count == 0 ? null : new Fault<ModuleErrorCode>(ModuleErrorCode.BadManifest, $"{game.Folder}: {unmet[0].Problem}", unmet[0].Mend);
    }

    private static Result<ImmutableArray<PackageSurvey>, ModuleErrorCode> Folders(string folder, string field)
    {
        string name = Path.Combine(folder, ModuleManifest.GameFileName);
        if (!FolderFiles.Read(folder, ModuleManifest.GameFileName, ModuleLimits.MaxManifestBytes).TryGet(out byte[]? text, out Fault<ModuleErrorCode>? fault)) return fault;
        if (!Names(text, field, name).TryGet(out ImmutableArray<string> names, out fault)) return fault;
        var surveys = ImmutableArray.CreateBuilder<PackageSurvey>(names.Length);
        foreach (string module in names)
        {
            string path = Path.GetFullPath(Path.Combine(folder, module));
            if (!Directory.Exists(path)) return new Fault<ModuleErrorCode>(ModuleErrorCode.MissingFile, $"{name}: \"{field}\" names {ManifestNode.Printable(module)}, which is not a module's folder.", "Name a folder that holds a module.json; only folders are packed.");
            if (!PackageSurvey.Of(path).TryGet(out PackageSurvey? survey, out fault)) return fault;
            surveys.Add(survey);
        }

        return surveys.MoveToImmutable();
    }

    /// <summary>One list of game.json; the rest of it is the runtime's to judge.</summary>
    private static Result<ImmutableArray<string>, ModuleErrorCode> Names(byte[] text, string field, string name)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = MaxDepth });
            ManifestNode? list = document.RootElement.ValueKind == JsonValueKind.Object ? new ManifestNode(document.RootElement, "").Optional(field) : throw new ManifestFault("", "is not an object.", "");
            return list is null ? ImmutableArray<string>.Empty : [.. list.Value.Items(MaxFolders).Select(item => item.Text(MaxFolderLength))];
        }
        catch (ManifestFault bad)
        {
            return new Fault<ModuleErrorCode>(ModuleErrorCode.BadManifest, $"{name}: {bad.Path} {bad.Message}", bad.Mend);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return new Fault<ModuleErrorCode>(ModuleErrorCode.BadManifest, $"{name} is not strict JSON.", "docs/reference/game.md shows every field.");
        }
    }
}
