using Ludos.Wasm.Compilation.Emission;

namespace Ludos.Wasm.Compilation;

/// <summary>Makes a module's code, now or as it is needed.</summary>
internal static class ModuleCompiler
{
    public static CompiledModule Compile(WasmModule module, CompileOptions options)
    {
        var code = new ModuleCode(module, options);
        var background = options.Mode == CompileMode.Background ? BackgroundCompiler.Start(code) : Task.CompletedTask;
        if (options.Mode == CompileMode.Eager)
        {
            for (var i = 0; i < code.ChunkCount; i++)
            {
                code.Prepare(i, default);
            }
        }

        return new CompiledModule(module, options, code, background);
    }

    /// <summary>A further method with a function's shape.</summary>
    public static EmittedMethod Define(EmittedAssembly home, string name, FunctionType function) =>
        home.Define(name, ClrShape.Return(function), ClrShape.WithState(function));
}
