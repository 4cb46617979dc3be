using System.Text;
using Ludos.Trust;

namespace Ludos.Distribution.Tests.Support;

/// <summary>Small modules to publish.</summary>
internal static class TestModule
{
    private static readonly byte[] EmptyWasm = [0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00];

    /// <param name="dependencies">Pairs of id and range.</param>
    /// <param name="content">What lies in its asset.</param>
    /// <param name="isProtected">Whether the asset is sealed.</param>
    public static PackedModule Make(string id, string version, byte[]? content = null, bool isProtected = false, params (string Id, string Range)[] dependencies)
    {
        var needs = string.Join(',', dependencies.Select(one => $$"""{"id":"{{one.Id}}","range":"{{one.Range}}"}"""));
        var seal = isProtected ? """,  "protected":["assets/content.bin"]""" : "";
        var manifest = $$"""
            {"id":"{{id}}","version":"{{version}}","kind":"module","code":"code.wasm","memory":"scratch",
             "units":[{"name":"swim","entry":"swim_tick"}],"dependencies":[{{needs}}]{{seal}}}
            """;
        var files = new Dictionary<string, ReadOnlyMemory<byte>>
        {
            ["module.json"] = Encoding.UTF8.GetBytes(manifest),
            ["code.wasm"] = EmptyWasm,
            ["assets/content.bin"] = content ?? Encoding.UTF8.GetBytes($"{id} {version}"),
        };
        return PackedModule.Of(GmodWriter.Write(files).Value, id).Value;
    }
}
