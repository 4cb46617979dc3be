using System.Buffers.Binary;
using System.Text;
using Ludos.Base;
using Ludos.Distribution;
using Ludos.Store;
using NuGet.Versioning;

namespace Ludos.Bench.Distribution.Update;

/// <summary>A release as a registry would serve it: every document and object that a client could have to fetch, as small as it is sent.</summary>
internal sealed class Published
{
    private const int HeaderBytes = 64;
    private const int EntryBytes = 56;

    private readonly Dictionary<Digest, EncodedObject> _objects = [];

    internal Published(string id, IReadOnlyList<NamedContent> files, IReadOnlyList<FilePatch> patches, Func<ReadOnlyMemory<byte>, FileChunks> cut)
    {
        Files = files;
        Map = new ChunkMap([.. files.Select(file => Add(file, cut))]);
        var map = Add(Map.Write());
        var head = Head(files);
        var headDigest = Add(head).Digest;
        Offers = [.. patches.Select(patch => (patch, Object: AddPatch(patch.Patch))).Select(each => new PatchOffer(each.patch.Path, each.patch.Patch.From, each.Object, each.patch.Patch.Bytes.Length))];
        SizeBytes = Offsets[^1] + files[^1].Content.Length;
        var release = new Release(
            id,
            SemanticVersion.Parse("1.0.1"),
            "someone",
            new ObjectRef(headDigest, SizeBytes),
            head.Length,
            new ObjectRef(map.Digest, Map.Write().Length),
            [.. patches.Zip(Offers, (patch, offer) => new ReleasePatch(patch.Path, offer.From, patch.Patch.Codec == PatchCodec.Zstd ? PatchKind.Zstd : PatchKind.Bsdiff, new ObjectRef(offer.Object, offer.SizeBytes))).OrderBy(patch => patch.Path, StringComparer.Ordinal)],
            null).Write();
        var entry = new IndexedVersion(SemanticVersion.Parse("1.0.0"), new ObjectRef(Digest.Of("old"u8), release.Length), Digest.Of(head), "module", SizeBytes, [], [], null);
        var index = new ModuleIndex(id, "someone", [entry, entry with { Version = SemanticVersion.Parse("1.0.1"), Release = new ObjectRef(Digest.Of(release), release.Length), Module = headDigest }]);
        DocumentBytes = Small(index.Write()) + Small(release) + map.Bytes.Length + _objects[headDigest].Bytes.Length;
    }

    internal IReadOnlyList<NamedContent> Files { get; }

    internal ChunkMap Map { get; }

    internal PatchOffer[] Offers { get; }

    /// <summary>Where each file begins in the module.</summary>
    internal long[] Offsets { get; private set; } = [];

    internal long SizeBytes { get; }

    /// <summary>What every update and every install fetches: index, release, map and head.</summary>
    internal long DocumentBytes { get; }

    internal EncodedObject Object(Digest digest) => _objects[digest];

    /// <summary>What a first install fetches.</summary>
    internal long InstallBytes => DocumentBytes + Map.Objects().Sum(chunk => (long)_objects[chunk.Digest].Bytes.Length);

    internal IReadOnlyList<TargetFile> Targets => [.. Files.Zip(Map.Files, (file, chunks) => new TargetFile(file.Path, chunks))];

    /// <summary>The whole module.</summary>
    internal byte[] Module()
    {
        var module = new byte[SizeBytes];
        foreach (var (file, offset) in Files.Zip(Offsets))
        {
            file.Content.CopyTo(module.AsMemory((int)offset));
        }

        Head(Files).CopyTo(module, 0);
        return module;
    }

    internal byte[] HeadBytes() => Head(Files);

    private static long Small(byte[] document) => ObjectCodec.Encode(document, CompressionEffort.Small).Bytes.Length;

    private EncodedObject Add(ReadOnlyMemory<byte> plain) => Add(ObjectCodec.Encode(plain, CompressionEffort.Small));

    private EncodedObject Add(EncodedObject encoded)
    {
        _objects[encoded.Digest] = encoded;
        return encoded;
    }

    /// <summary>A patch is compressed inside.</summary>
    private Digest AddPatch(Patch patch) => Add(ObjectCodec.Encode(patch.Bytes, CompressionEffort.None)).Digest;

    private FileChunks Add(NamedContent file, Func<ReadOnlyMemory<byte>, FileChunks> cut)
    {
        var chunks = cut(file.Content);
        var at = 0;
        foreach (var chunk in chunks.Chunks)
        {
            if (!_objects.ContainsKey(chunk.Digest))
            {
                _ = Add(ObjectCodec.Encode(chunk.Digest, file.Content.Slice(at, chunk.SizeBytes), CompressionEffort.Small));
            }

            at += chunk.SizeBytes;
        }

        return chunks;
    }

    /// <summary>Header and directory as a .gmod has them; the paths of a package are not all a module's, so that its writer would refuse them.</summary>
    private byte[] Head(IReadOnlyList<NamedContent> files)
    {
        var head = new MemoryStream();
        head.Write(new byte[HeaderBytes]);
        var offsets = new long[files.Count];
        var headBytes = HeaderBytes + files.Sum(file => EntryBytes + Aligned(Encoding.UTF8.GetByteCount(file.Path), 8));
        var at = (long)headBytes;
        var entry = new byte[EntryBytes];
        foreach (var (index, file) in files.Index())
        {
            offsets[index] = Aligned(at, 16);
            at = offsets[index] + file.Content.Length;
            BinaryPrimitives.WriteInt64LittleEndian(entry, offsets[index]);
            BinaryPrimitives.WriteInt64LittleEndian(entry.AsSpan(8), file.Content.Length);
            file.Digest.Span.CopyTo(entry.AsSpan(16));
            BinaryPrimitives.WriteUInt16LittleEndian(entry.AsSpan(48), (ushort)file.Path.Length);
            head.Write(entry);
            var path = Encoding.UTF8.GetBytes(file.Path);
            head.Write(path);
            head.Write(new byte[Aligned(path.Length, 8) - path.Length]);
        }

        Offsets = offsets;
        return head.ToArray();
    }

    private static long Aligned(long bytes, long to) => (bytes + to - 1) / to * to;

    private static int Aligned(int bytes, int to) => (int)Aligned((long)bytes, to);
}
