using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Modules;
using Ludos.Trust;

namespace Ludos.Distribution;

/// <summary>A module, packed and read again, ready to be published. Immutable.</summary>
/// <param name="Package">Its manifest and files.</param>
/// <param name="HeadSizeBytes">Bytes of header and directory.</param>
/// <param name="Origin">The folder or file that it came from.</param>
public sealed record PackedModule(ModulePackage Package, int HeadSizeBytes, string Origin)
{
    public ModuleManifest Manifest => Package.Manifest;

    public ReadOnlyMemory<byte> Bytes => Package.Verified.Bytes;

    public Digest Digest => Package.Verified.Digest;

    public ObjectRef Module => new(Digest, Bytes.Length);

    /// <summary>For messages.</summary>
    public string Name => $"{Manifest.Id} {Manifest.Version}";

    /// <summary>Reads a .gmod.</summary>
    public static Result<PackedModule, PublishErrorCode> Of(ReadOnlyMemory<byte> gmod, string origin)
    {
        // The publisher's own content: what is signed is what was read here.
        if (!new ModuleVerifier(allowUnsigned: true).Verify(gmod, ModuleOrigin.CommandLine, origin).TryGet(out var verified, out var refused))
        {
            return new Fault<PublishErrorCode>(PublishErrorCode.NotAModule, refused.Message, refused.Mend);
        }

        if (!ModulePackage.Open(verified).TryGet(out var package, out var unopened))
        {
            return new Fault<PublishErrorCode>(PublishErrorCode.NotAModule, unopened.Message, unopened.Mend);
        }

        var container = GmodReader.Read(verified.Bytes, origin).Value;
        return new PackedModule(package, container.HeadBytes, origin);
    }

    /// <summary>What a folder or a file holds: one module, or a game and its modules, each after those that it needs.</summary>
    /// <param name="path">A module's folder, a game's folder, or a .gmod.</param>
    /// <param name="readGame">The module folders and files that a game.json names, relative to its folder; its faults are the caller's.</param>
    public static Result<ImmutableArray<PackedModule>, PublishErrorCode> At(string path, Func<string, Result<ImmutableArray<string>, PublishErrorCode>> readGame)
    {
        ArgumentNullException.ThrowIfNull(readGame);
        var paths = ImmutableArray<string>.Empty;
        if (Directory.Exists(path) && File.Exists(Path.Combine(path, ModuleManifest.GameFileName)))
        {
            if (!readGame(path).TryGet(out paths, out var unread))
            {
                return unread;
            }

            if (!File.Exists(Path.Combine(path, ModuleManifest.FileName)))
            {
                return new Fault<PublishErrorCode>(
                    PublishErrorCode.NotAModule, $"{path} has a {ModuleManifest.GameFileName} and no {ModuleManifest.FileName}.", $"Add one of kind \"game\" whose dependencies are the game's modules; see docs/guide/publish.md.");
            }
        }

        var packed = new List<PackedModule>();
        foreach (var part in paths.Select(part => Path.Combine(path, part)).Append(path))
        {
            if (!Pack(part).TryGet(out var module, out var fault))
            {
                return fault;
            }

            packed.Add(module);
        }

        return InOrder(packed);
    }

    private static Result<PackedModule, PublishErrorCode> Pack(string path)
    {
        if (!Directory.Exists(path))
        {
            return File.Exists(path) ? Of(File.ReadAllBytes(path), path) : new Fault<PublishErrorCode>(PublishErrorCode.NotAModule, $"Nothing lies at {path}.", "Name a module's folder, a game's folder or a .gmod.");
        }

        return ModulePacker.Pack(path).TryGet(out var bytes, out var fault) ? Of(bytes, path) : new Fault<PublishErrorCode>(PublishErrorCode.NotAModule, fault.Message, fault.Mend);
    }

    private static Result<ImmutableArray<PackedModule>, PublishErrorCode> InOrder(List<PackedModule> modules)
    {
        if (modules.GroupBy(module => module.Manifest.Id).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            return new Fault<PublishErrorCode>(PublishErrorCode.NotAModule, $"{string.Join(" and ", twice.Select(module => module.Origin))} are both {twice.Key}.", "Give each module an id of its own.");
        }

        var ordered = ImmutableArray.CreateBuilder<PackedModule>(modules.Count);
        while (modules.Count > 0)
        {
            var next = modules.Find(module => !module.Manifest.Dependencies.Any(needed => modules.Any(other => other.Manifest.Id == needed.Id)));
            if (next is null)
            {
                return new Fault<PublishErrorCode>(PublishErrorCode.NotAModule, $"{string.Join(", ", modules.Select(module => module.Manifest.Id))} need each other in a circle.", "Move what both need into a module of its own.");
            }

            ordered.Add(next);
            modules.Remove(next);
        }

        return ordered.MoveToImmutable();
    }
}
