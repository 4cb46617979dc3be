using Ludos.Base;
using Ludos.Platform;

namespace Ludos.Units.Tests;

/// <summary>The library of tests/libraries/probe.</summary>
internal static class ProbeLibrary
{
    public static IClock Clock { get; } = new MonotonicClock();

    public static byte[] Code { get; } = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "libraries", "probe", "probe.wasm"));

    public static WasmLibrary Load(LibraryLimits? limits = null) => WasmLibrary.Load("probe", Code, limits ?? LibraryLimits.Default).Value;

    public static LibraryCatalog Catalog(LibraryLimits? limits = null) => LibraryCatalog.Of([Load(limits), CoreLibrary.Instance]).Value;

    public static byte[] Inverted(ReadOnlySpan<byte> input)
    {
        var output = input.ToArray();
        for (var i = 0; i < output.Length; i++)
        {
            output[i] = (byte)~output[i];
        }

        return output;
    }
}
