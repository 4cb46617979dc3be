using Ludos.Wasm.Compilation.Emission;
using Ludos.Wasm.Decoding;
using Ludos.Wasm.Execution;

namespace Ludos.Wasm.Compilation;

/// <summary>Writes the IL of one chunk. Different chunks may be written by different threads at once.</summary>
internal static class ChunkCompiler
{
    public static CompiledChunk Compile(ModuleContents module, CompileOptions options, CodeChunk[] chunks, CodeChunk chunk, CancellationToken cancellation)
    {
        var context = ContextOf(module, options, chunks, chunk);
        var unoptimised = new List<int>();
        for (var function = chunk.First; function < chunk.First + chunk.Count; function++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (FunctionCompiler.Compile(context, function, module.Bodies[function - module.ImportedFunctions]).IsTooLargeToOptimise)
            {
                unoptimised.Add(function);
            }
        }

        var holdsBoundary = chunk.Index == 0;
        var invokers = holdsBoundary ? Thunks.DefineInvokers(context) : [];
        var hosts = holdsBoundary ? Thunks.DefineHostCalls(context) : [];
        var entries = holdsBoundary ? ChunkEntries.Define(context, chunk) : [];
        return new CompiledChunk(context.Home.Write(), [.. unoptimised], invokers, hosts, entries);
    }

    /// <summary>Writes one function as its chunk has it, with the places that its IL was made from.</summary>
    public static EmittedAssembly EmitAgain(ModuleContents module, CompileOptions options, CodeChunk[] chunks, int function)
    {
        var chunk = chunks[FunctionMethods.ChunkOf(chunks, function)];
        var context = ContextOf(module, options, chunks, chunk, recordsSources: true);
        FunctionCompiler.Compile(context, function, module.Bodies[function - module.ImportedFunctions]);
        return context.Home;
    }

    private static ModuleContext ContextOf(ModuleContents module, CompileOptions options, CodeChunk[] chunks, CodeChunk chunk, bool recordsSources = false)
    {
        var home = new EmittedAssembly(chunk.AssemblyName) { RecordsSources = recordsSources };
        return new ModuleContext(module, options.Fuel, options.Tier == BoundsTier.Guard, home, new FunctionMethods(module, chunks, chunk, home), GlobalLayout.Of(module))
        {
            IsCanary = options.IsCanary,
            CanonicalNaN = options.CanonicalNaN,
            Divider = options.Divider,
            ExactTraps = options.ExactTraps,
            IsProfiled = options.Profile,
            ChecksReadOnlyRange = options.ReadOnlyRange && options.Tier != BoundsTier.Guard,
            ChecksReadOnlyAtomics = options.ReadOnlyRange,
        };
    }
}
