namespace Ludos.Wasm.Fuzz.Generation;

/// <summary>How one value crosses between host and wasm: as an integer, so that its bits cannot change on the way.</summary>
public enum Wire
{
    I32,
    I64,
}

/// <summary>One export to call: <c>f0</c>, <c>f1</c> and so on.</summary>
public sealed record GeneratedExport(string Name, IReadOnlyList<Wire> Parameters, int Results);

/// <summary>
/// A valid module. Besides <paramref name="Exports"/> it exports <c>observe</c>, () -> i64, a digest of globals and tables, and its memories as <c>m0</c>, <c>m1</c>...
/// It imports <c>h.i</c> (i32) -> i32, <c>h.l</c> (i64, i32) -> i64, <c>h.f</c> (f32) -> f32 and <c>h.d</c> (f64) -> f64.
/// </summary>
public sealed record GeneratedModule(byte[] Bytes, IReadOnlyList<GeneratedExport> Exports, int Memories);
