using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Store;
using Ludos.Trust;

namespace Ludos.Distribution;

/// <summary>A module taken apart into the objects that a registry keeps.</summary>
/// <param name="Map">The chunk map.</param>
/// <param name="MapBytes">Its encoding.</param>
/// <param name="Plain">Head, map and the chunks of files that everybody may read, each object once.</param>
/// <param name="Sealed">Chunks of protected files, each once.</param>
internal sealed record ModuleParts(ChunkMap Map, byte[] MapBytes, ImmutableArray<KeyValuePair<Digest, ReadOnlyMemory<byte>>> Plain, ImmutableArray<KeyValuePair<Digest, ReadOnlyMemory<byte>>> Sealed)
{
    public static ModuleParts Of(PackedModule module)
    {
        var files = module.Package.Files.Select(file => FileCutter.Cut(file.Bytes)).ToArray();
        var map = new ChunkMap(files);
        var mapBytes = map.Write();
        var plain = new Dictionary<Digest, ReadOnlyMemory<byte>> { [module.Digest] = module.Bytes[..module.HeadSizeBytes], [Digest.Of(mapBytes)] = mapBytes };
        var hidden = new Dictionary<Digest, ReadOnlyMemory<byte>>();
        foreach (var (file, cut) in module.Package.Files.Zip(files))
        {
            var at = 0;
            foreach (var chunk in cut.Chunks)
            {
                (module.Manifest.IsProtected(file.Path) ? hidden : plain)[chunk.Digest] = file.Bytes.Slice(at, chunk.SizeBytes);
                at += chunk.SizeBytes;
            }
        }

        return new ModuleParts(map, mapBytes, [.. plain], [.. hidden]);
    }
}
