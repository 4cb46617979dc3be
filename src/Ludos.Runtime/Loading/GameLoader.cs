using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Modules;
using Ludos.Runtime.World;
using Ludos.Trust;

namespace Ludos.Runtime.Loading;

/// <summary>From a path to a game whose modules are verified, compiled and checked against each other.</summary>
internal sealed class GameLoader(SessionOptions options, ImmutableArray<IModuleLoader> loaders)
{
    private readonly ModuleGate _gate = new(options);

    public Result<LoadedGame, GameErrorCode> Load(string path)
    {
        string full;
        try
        {
            full = Path.GetFullPath(path);
        }
        catch (ArgumentException error)
        {
            return new Fault<GameErrorCode>(GameErrorCode.NotFound, $"'{path}' is not a path: {error.Message}", "Name a game folder, a module folder, a .gmod or a .wasm cart.");
        }

        if (Path.GetFileName(full) is GameFile.FileName or ModuleManifest.FileName)
        {
            full = Path.GetDirectoryName(full)!;
        }

        if (Directory.Exists(full))
        {
            return File.Exists(Path.Combine(full, GameFile.FileName)) ? LoadFolder(full)
                : File.Exists(Path.Combine(full, ModuleManifest.FileName)) ? LoadSingle(full)
                : new Fault<GameErrorCode>(GameErrorCode.NotFound, $"{full} holds neither {GameFile.FileName} nor {ModuleManifest.FileName}.", "Name a game folder, a module folder, a .gmod or a .wasm cart.");
        }

        return File.Exists(full)
            ? LoadSingle(full)
            : new Fault<GameErrorCode>(GameErrorCode.NotFound, $"Nothing lies at {full}.", "Name a game folder, a module folder, a .gmod or a .wasm cart.");
    }

    private Result<LoadedGame, GameErrorCode> LoadFolder(string folder)
    {
        var file = Path.Combine(folder, GameFile.FileName);
        if (!BoundedFile.Read(file, GameFile.MaxFileBytes).TryGet(out var text, out var fault)
            || !GameFile.Parse(text, file).TryGet(out var definition, out fault)
            || !ModPaths(definition.Mods, folder).TryGet(out var mods, out fault))
        {
            return fault;
        }

        var sources = definition.Modules.Select(module => Path.GetFullPath(Path.Combine(folder, module))).Concat(mods);
        if (!PrepareAll([.. sources]).TryGet(out var modules, out fault))
        {
            return fault;
        }

        var game = new LoadedGame(definition.Id, definition.Name, folder, modules, null, null) { Definition = text };
        return GameSurfaces.Attach(game, definition);
    }

    /// <summary>Makes a game anew from what a log keeps of it.</summary>
    public Result<LoadedGame, GameErrorCode> LoadRecorded(RecordedGame recorded)
    {
        var modules = ImmutableArray.CreateBuilder<LoadedModule>(recorded.Modules.Length);
        foreach (var module in recorded.Modules)
        {
            if (!module.Verify(_gate).TryGet(out var verified, out var fault)
                || !Prepare(verified.Package, verified.Code, module.Source).TryGet(out var loaded, out fault))
            {
                return fault;
            }

            modules.Add(loaded);
        }

        var set = modules.MoveToImmutable();
        if (ModuleSetCheck.Problem(set) is { } problem)
        {
            return problem;
        }

        var game = new LoadedGame(recorded.Id, recorded.Name, recorded.Folder, set, null, null) { Definition = recorded.Definition };
        if (recorded.Definition is null)
        {
            return GameSurfaces.Attach(game, null);
        }

        return GameFile.Parse(recorded.Definition, "the recorded game.json").TryGet(out var definition, out var bad) ? GameSurfaces.Attach(game, definition) : bad;
    }

    /// <summary>Makes a game of an installed set: the package of kind game says what the others are together.</summary>
    /// <param name="id">What it is installed as.</param>
    /// <param name="modules">Verified, in any order.</param>
    public Result<LoadedGame, GameErrorCode> LoadInstalled(string id, ImmutableArray<VerifiedModule> modules)
    {
        byte[]? definition = null;
        var parts = new List<VerifiedModule>();
        foreach (var module in modules)
        {
            if (!ModulePackage.Open(module).TryGet(out var package, out var bad))
            {
                return new Fault<GameErrorCode>(GameErrorCode.BadModule, bad.Message, bad.Mend);
            }

            if (package.Manifest.Kind == ModuleKind.Game && package.Manifest.Id == id)
            {
                definition = package.File(GameFile.FileName).ToArray();
            }
            else if (package.Manifest.Kind != ModuleKind.Game)
            {
                parts.Add(module);
            }
        }

        var prepared = new Result<LoadedModule, GameErrorCode>[parts.Count];
        Parallel.For(0, parts.Count, index => prepared[index] = Prepare(parts[index], null, parts[index].Name));
        if (prepared.FirstOrDefault(one => !one.IsOk).Fault is { } fault)
        {
            return fault;
        }

        var set = prepared.Select(one => one.Value).ToImmutableArray();
        if (ModuleSetCheck.Problem(set) is { } problem)
        {
            return problem;
        }

        if (definition is null)
        {
            return GameSurfaces.Attach(new LoadedGame(id, id, "", set, null, null), null);
        }

        return GameFile.Parse(definition, $"game.json of {id}").TryGet(out var game, out fault)
            ? GameSurfaces.Attach(new LoadedGame(game.Id, game.Name, "", set, null, null) { Definition = definition }, game)
            : fault;
    }

    private Result<LoadedGame, GameErrorCode> LoadSingle(string path)
    {
        if (!ModPaths([], Path.GetDirectoryName(path) ?? path).TryGet(out var mods, out var fault)
            || !PrepareAll([path, .. mods]).TryGet(out var modules, out fault))
        {
            return fault;
        }

        var manifest = modules[0].Prepared.Package.Manifest;
        var name = manifest.Kind == ModuleKind.Wasm4 ? Path.GetFileNameWithoutExtension(path) : manifest.Id;
        return GameSurfaces.Attach(new LoadedGame(manifest.Id, name, Path.GetDirectoryName(path) ?? path, modules, null, null), null);
    }

    private Result<ImmutableArray<string>, GameErrorCode> ModPaths(ImmutableArray<string> offered, string folder)
    {
        var paths = ImmutableArray.CreateBuilder<string>();
        foreach (var mod in options.Mods)
        {
            var path = offered.Contains(mod) ? Path.Combine(folder, mod) : Path.GetFullPath(mod);
            if (!Directory.Exists(path) && !File.Exists(path))
            {
                return new Fault<GameErrorCode>(GameErrorCode.NotFound, $"There is no mod '{mod}'.", offered.IsEmpty ? "Name a mod's folder or .gmod." : $"The game offers {string.Join(", ", offered)}; or name a mod's folder or .gmod.");
            }

            paths.Add(path);
        }

        return paths.DrainToImmutable();
    }

    /// <summary>All at once on what cores there are: compiling is most of the time that a game takes to start.</summary>
    private Result<ImmutableArray<LoadedModule>, GameErrorCode> PrepareAll(ImmutableArray<string> sources)
    {
        var prepared = new Result<LoadedModule, GameErrorCode>[sources.Length];
        Parallel.For(0, sources.Length, index => prepared[index] = Prepare(sources[index]));
        var modules = ImmutableArray.CreateBuilder<LoadedModule>(sources.Length);
        foreach (var result in prepared)
        {
            if (!result.TryGet(out var module, out var fault))
            {
                return fault;
            }

            modules.Add(module);
        }

        var loaded = modules.MoveToImmutable();
        return ModuleSetCheck.Problem(loaded) is { } problem ? problem : loaded;
    }

    private Result<LoadedModule, GameErrorCode> Prepare(string source)
    {
        return ModuleSource.Read(source, _gate).TryGet(out var verified, out var fault) ? Prepare(verified, null, source) : fault;
    }

    /// <param name="code">Code that was swapped into the package; null where it runs its own.</param>
    private Result<LoadedModule, GameErrorCode> Prepare(VerifiedModule verified, VerifiedModule? code, string source)
    {
        if (loaders.FirstOrDefault(candidate => candidate.Handles(verified.Bytes.Span, null)) is not { } opener)
        {
            return new Fault<GameErrorCode>(GameErrorCode.BadModule, $"{source} is neither a .gmod nor a wasm module.", "Name a game folder, a module folder, a .gmod or a .wasm cart.");
        }

        if (!opener.Open(verified).TryGet(out var package, out var bad))
        {
            return Refused(bad);
        }

        package = code is null ? package : package.WithCode(code);

        // A package says only inside what kind of code it holds.
        var loader = loaders.FirstOrDefault(candidate => candidate.Handles(verified.Bytes.Span, package.Manifest)) ?? opener;
        return loader.Prepare(package, new PrepareOptions()).TryGet(out var prepared, out bad) ? new LoadedModule(loader, prepared, source) : Refused(bad);

        static Fault<GameErrorCode> Refused(Fault<ModuleErrorCode> fault) =>
            new(fault.Code == ModuleErrorCode.OutOfMemory ? GameErrorCode.OutOfMemory : GameErrorCode.BadModule, fault.Message, fault.Mend);
    }
}
