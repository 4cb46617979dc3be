using System.Collections.Immutable;
using System.Text.Json;
using Ludos.Base;
using NuGet.Versioning;

namespace Ludos.Modules;

/// <summary>Reads ludos.lock from untrusted bytes, and holds its parts against each other.</summary>
internal static class LockfileReader
{
    private const int MaxDepth = 8;

    private static readonly JsonDocumentOptions Options = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Disallow,
        MaxDepth = MaxDepth,
    };

    public static Result<Lockfile, ModuleErrorCode> Read(ReadOnlyMemory<byte> utf8, string name)
    {
        if (utf8.Length > ResolutionLimits.MaxLockfileBytes)
        {
            return new Fault<ModuleErrorCode>(ModuleErrorCode.TooLarge, $"{name} has {utf8.Length} bytes; a lockfile may have {ResolutionLimits.MaxLockfileBytes}.");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8, Options);
            return Root(new ManifestNode(document.RootElement, ""));
        }
        catch (ManifestFault fault)
        {
            return Bad(fault.Path.Length == 0 ? $"{name} {fault.Message}" : $"{name}: {fault.Path} {fault.Message}");
        }
        catch (JsonException error)
        {
            return Bad($"{name}{ManifestParser.Position(error)} is not strict JSON.");
        }
        catch (InvalidOperationException)
        {
            return Bad($"{name} holds a string that is not Unicode.");
        }
    }

    private static Fault<ModuleErrorCode> Bad(string message) =>
        new(ModuleErrorCode.BadLockfile, message, "Take the file back from version control, or remove it and install again.");

    private static Lockfile Root(ManifestNode node)
    {
        node.CheckFields("a lockfile", "type", "roots", "modules");
        _ = node.Required("type").Choice("a type of lockfile that is known here", Lockfile.Type);
        ImmutableArray<Dependency> roots = Dependencies(node.Required("roots"));
        var modules = ImmutableArray.CreateBuilder<LockedModule>();
        foreach (ManifestNode item in node.Required("modules").Items(ResolutionLimits.MaxModules))
        {
            LockedModule module = Module(item);
            if (modules.Count > 0 && string.CompareOrdinal(modules[^1].Id, module.Id) >= 0) throw item.Required("id").Bad($"is \"{module.Id}\", which does not come after \"{modules[^1].Id}\".");
            modules.Add(module);
        }

        var lockfile = new Lockfile(roots, modules.ToImmutable());
        CheckMet(node.Required("roots"), roots, lockfile);
        ImmutableArray<ManifestNode> items = node.Required("modules").Items(ResolutionLimits.MaxModules);
        for (int index = 0; index < items.Length; index++) CheckMet(items[index].Required("dependencies"), lockfile.Modules[index].Dependencies, lockfile);
        return lockfile;
    }

    private static LockedModule Module(ManifestNode node)
    {
        node.CheckFields("a locked module", "id", "version", "digest", "dependencies");
        ManifestNode digestNode = node.Required("digest");
        return Digest.TryParse(digestNode.Text(Digest.TextLength), out Digest digest)
            ? new LockedModule(ManifestNames.Id(node.Required("id")), ManifestVersions.Version(node.Required("version")), digest, Dependencies(node.Required("dependencies")))
            : throw digestNode.Bad($"is not {Digest.TextLength} lower-case hexadecimal digits.");
    }

    private static ImmutableArray<Dependency> Dependencies(ManifestNode list)
    {
        var dependencies = ImmutableArray.CreateBuilder<Dependency>();
        foreach (ManifestNode item in list.Items(ResolutionLimits.MaxModules))
        {
            item.CheckFields("a dependency", "id", "range");
            var dependency = new Dependency(ManifestNames.Id(item.Required("id")), ManifestVersions.Range(item.Required("range")));
            if (dependencies.Count > 0 && string.CompareOrdinal(dependencies[^1].Id, dependency.Id) >= 0) throw item.Required("id").Bad($"is \"{dependency.Id}\", which does not come after \"{dependencies[^1].Id}\".");
            dependencies.Add(dependency);
        }

        return dependencies.ToImmutable();
    }

    private static void CheckMet(ManifestNode list, ImmutableArray<Dependency> dependencies, Lockfile lockfile)
    {
        for (int index = 0; index < dependencies.Length; index++)
        {
            Dependency dependency = dependencies[index];
            LockedModule? module = lockfile.Find(dependency.Id);
            if (module is not null && dependency.Range.Satisfies(SolverModules.Comparable(module.Version))) continue;
            throw list.Items(ResolutionLimits.MaxModules)[index].Bad(module is null
                ? $"names {dependency.Id}, which is not among \"modules\"."
                : $"needs {dependency.Id} {dependency.RangeText}; \"modules\" has {module.Version}.");
        }
    }
}
