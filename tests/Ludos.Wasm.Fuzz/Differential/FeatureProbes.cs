namespace Ludos.Wasm.Fuzz.Differential;

/// <summary>A small module for each feature: who accepts it has the feature.</summary>
public static class FeatureProbes
{
    internal static IReadOnlyList<(FuzzFeatures Feature, byte[] Module)> All { get; } =
    [
        Probe(FuzzFeatures.Simd, "(func (result v128) (i32x4.splat (i32.const 1)))"),
        Probe(FuzzFeatures.TailCalls, "(func $f (return_call $f))"),
        Probe(FuzzFeatures.MultiMemory, "(memory 1) (memory 1)"),
        Probe(FuzzFeatures.Exceptions, "(tag $t) (func (block $b (result exnref) (try_table (catch_all_ref $b)) (ref.null exn)) throw_ref)"),
        Probe(FuzzFeatures.Gc, "(type $s (struct (field (mut i8)))) (func (result anyref) (struct.new_default $s))"),
        Probe(FuzzFeatures.Memory64, "(memory i64 1)"),
        Probe(FuzzFeatures.Atomics, "(memory 1) (func (result i32) (i32.atomic.rmw.add (i32.const 0) (i32.const 1)))"),
        Probe(FuzzFeatures.TypedReferences, "(type $t (func)) (elem declare func 0) (func (type $t) (call_ref $t (ref.func 0)))"),
    ];

    /// <summary>What this engine can run.</summary>
    public static FuzzFeatures OfThisEngine { get; } =
        All.Where(probe => WasmModule.Decode(probe.Module).IsOk).Aggregate(FuzzFeatures.None, (features, probe) => features | probe.Feature);

    private static (FuzzFeatures, byte[]) Probe(FuzzFeatures feature, string text) => (feature, WasmText.Assemble(text).Value);
}
