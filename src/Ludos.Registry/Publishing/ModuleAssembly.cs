using Ludos.Base;
using Ludos.Distribution;
using Ludos.Registry.Objects;
using Ludos.Store;
using Ludos.Trust;

namespace Ludos.Registry.Publishing;

/// <summary>Puts a module together from the objects that a release names, each compared with its digest, and the whole with the head.</summary>
internal sealed class ModuleAssembly(IObjectStore objects)
{
    /// <summary>The module's bytes, as long as its head says, files where its head says, zeros between. What the files are is checked by who verifies the module.</summary>
    /// <param name="sealer">Opens the chunks of protected files; null when there are none.</param>
    public Result<ModuleBuffer, RegistryErrorCode> Assemble(Release release, Sealer? sealer)
    {
        if (!objects.Plain(release.Module.Digest, release.HeadSizeBytes, null, null).TryGet(out var head, out var fault)
            || !objects.Plain(release.Map.Digest, (int)release.Map.SizeBytes, null, null).TryGet(out var mapBytes, out fault))
        {
            return Missing(fault);
        }

        if (!GmodReader.ReadHead(head, release.Id).TryGet(out var info, out var broken))
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.NotAModule, broken.Message, broken.Mend);
        }

        if (!ChunkMap.Parse(mapBytes).TryGet(out var map, out var malformed))
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.NotAModule, malformed.Message, malformed.Mend);
        }

        if (info.TotalBytes != release.Module.SizeBytes || info.Entries.Length != map.Files.Count)
        {
            return Inconsistent($"The head of {release.Id} says {info.TotalBytes} bytes and {info.Entries.Length} files; release and map say {release.Module.SizeBytes} and {map.Files.Count}.");
        }

        var seal = release.Protected is { } files ? new Seal(release.Id, files.KeyGeneration) : null;
        var sealedPaths = release.Protected?.Paths.ToHashSet(StringComparer.Ordinal) ?? [];
        if (sealedPaths.FirstOrDefault(path => info.Entries.All(entry => entry.Path != path)) is { } unknown)
        {
            return Inconsistent($"The release protects {unknown}, which the module has not.");
        }

        var buffer = new ModuleBuffer(info.TotalBytes);
        buffer.Write(0, head);
        for (var index = 0; index < info.Entries.Length; index++)
        {
            var entry = info.Entries[index];
            var isSealed = sealedPaths.Contains(entry.Path);
            if (Fill(entry, map.Files[index], isSealed ? seal : null, isSealed ? sealer : null, buffer) is { } failed)
            {
                return failed;
            }
        }

        return buffer;
    }

    private Fault<RegistryErrorCode>? Fill(GmodEntry entry, FileChunks file, Seal? seal, Sealer? sealer, ModuleBuffer module)
    {
        if (file.Digest != entry.Digest || file.SizeBytes != entry.ContentBytes)
        {
            return Inconsistent($"The map's file {entry.Path} is not the head's.");
        }

        var at = entry.ContentAt;
        foreach (var chunk in file.Chunks)
        {
            if (!objects.Plain(chunk.Digest, chunk.SizeBytes, seal, sealer).TryGet(out var bytes, out var fault))
            {
                return Missing(fault);
            }

            if (bytes.Length != chunk.SizeBytes)
            {
                return Inconsistent($"Chunk {chunk.Digest} of {entry.Path} has {bytes.Length} bytes; the map says {chunk.SizeBytes}.");
            }

            module.Write(at, bytes);
            at += bytes.Length;
        }

        return null;
    }

    private static Fault<RegistryErrorCode> Missing(Fault<RegistryErrorCode> fault) => fault.Code == RegistryErrorCode.NotFound
        ? new Fault<RegistryErrorCode>(RegistryErrorCode.MissingObjects, fault.Message, "Upload it first; POST /objects/missing tells which are.")
        : fault;

    private static Fault<RegistryErrorCode> Inconsistent(string message) => new(RegistryErrorCode.Inconsistent, message, "Make the release anew with ./ludos publish.");
}
