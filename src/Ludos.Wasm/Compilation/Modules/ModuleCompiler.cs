using Ludos.Wasm.Compilation.Emission;
using Ludos.Wasm.Decoding;

namespace Ludos.Wasm.Compilation;

/// <summary>Makes a module's code, now or as it is needed.</summary>
internal static class ModuleCompiler
{
    public static CompiledModule Compile(WasmModule module, CompileOptions options, CancellationToken cancellation = default) =>
        Compile(module, options, TierOf(module.Contents, options.Tier), cancellation);

    /// <param name="tier">Not <see cref="BoundsTier.Auto"/>, and to be had.</param>
    public static CompiledModule Compile(WasmModule module, CompileOptions options, BoundsTier tier, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        options = options with { Tier = tier };
        var code = new ModuleCode(module, options);
        var background = options.Mode == CompileMode.Background ? BackgroundCompiler.Start(code, cancellation) : Task.CompletedTask;
        if (options.Mode == CompileMode.Eager)
        {
            for (var i = 0; i < code.ChunkCount; i++)
            {
                code.Prepare(i, cancellation);
            }
        }

        return new CompiledModule(module, options, code, background);
    }

    private static BoundsTier TierOf(ModuleContents contents, BoundsTier wanted) =>
        wanted != BoundsTier.Explicit && contents.Memories.Exists(memory => !memory.Is64) && GuardTier.IsAvailable ? BoundsTier.Guard : BoundsTier.Explicit;

    /// <summary>A further method with a function's shape.</summary>
    public static EmittedMethod Define(EmittedAssembly home, string name, FunctionType function) =>
        home.Define(name, ClrShape.Return(function), ClrShape.WithState(function));
}
