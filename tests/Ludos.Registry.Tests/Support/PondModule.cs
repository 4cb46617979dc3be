using System.Text;
using Ludos.Store;
using Ludos.Trust;
using NuGet.Versioning;

namespace Ludos.Registry.Tests.Support;

/// <summary>A module to publish: a manifest, the smallest wasm, some content, and its cut into chunks.</summary>
internal sealed class PondModule
{
    private static readonly byte[] EmptyWasm = [0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00];

    public PondModule(string id, string version, string? readme = null, byte[]? content = null, string dependencies = "")
    {
        Id = id;
        Version = SemanticVersion.Parse(version);
        var manifest = $$"""
            {"id":"{{id}}","version":"{{version}}","kind":"module","code":"code.wasm","memory":"scratch","regions":[],
             "units":[{"name":"swim","entry":"swim_tick"}],"grants":["input"],"dependencies":[{{dependencies}}]}
            """;
        var files = new Dictionary<string, ReadOnlyMemory<byte>>
        {
            ["module.json"] = Encoding.UTF8.GetBytes(manifest),
            ["code.wasm"] = EmptyWasm,
            ["content.bin"] = content ?? Encoding.UTF8.GetBytes($"{id} {version}"),
        };
        if (readme is not null)
        {
            files["README.md"] = Encoding.UTF8.GetBytes(readme);
        }

        Bytes = GmodWriter.Write(files).Value;
        var container = GmodReader.Read(Bytes, id).Value;
        Digest = container.Digest;
        Head = Bytes[..container.HeadBytes];
        Map = new ChunkMap([.. container.Files.Select(file => FileCutter.Cut(file.Bytes))]);
        foreach (var (file, cut) in container.Files.Zip(Map.Files))
        {
            var at = 0;
            foreach (var chunk in cut.Chunks)
            {
                Objects[chunk.Digest] = file.Bytes.Slice(at, chunk.SizeBytes).ToArray();
                at += chunk.SizeBytes;
            }
        }

        MapBytes = Map.Write();
        MapDigest = Base.Digest.Of(MapBytes);
        Objects[Digest] = Head;
        Objects[MapDigest] = MapBytes;
    }

    public string Id { get; }

    public SemanticVersion Version { get; }

    public byte[] Bytes { get; }

    public Base.Digest Digest { get; }

    public byte[] Head { get; }

    public ChunkMap Map { get; }

    public byte[] MapBytes { get; }

    public Base.Digest MapDigest { get; }

    /// <summary>Everything to upload, by digest of the plain bytes.</summary>
    public Dictionary<Base.Digest, byte[]> Objects { get; } = [];
}
