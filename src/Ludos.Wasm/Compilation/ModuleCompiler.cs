using System.Reflection;
using System.Runtime.CompilerServices;
using Ludos.Wasm.Compilation.Emission;
using Ludos.Wasm.Decoding;
using Ludos.Wasm.Execution;

namespace Ludos.Wasm.Compilation;

/// <summary>Puts a module's functions into one collectible assembly, as static methods.</summary>
internal static class ModuleCompiler
{
    private const string AssemblyName = "Ludos.Wasm.Compiled";

    public static CompiledModule Compile(WasmModule module, CompileOptions options)
    {
        var contents = module.Contents;
        var home = new EmittedAssembly(AssemblyName);
        var context = new ModuleContext(contents, options.Fuel, home, DefineFunctions(home, contents), GlobalLayout.Of(contents));
        var unoptimised = new List<int>();
        for (var i = 0; i < contents.Bodies.Count; i++)
        {
            var function = contents.ImportedFunctions + i;
            if (FunctionCompiler.Compile(context, function, contents.Bodies[i]).IsTooLargeToOptimise)
            {
                unoptimised.Add(function);
            }
        }

        var invokers = Thunks.DefineInvokers(context);
        var hosts = Thunks.DefineHostCalls(context);
        var image = home.Write();
        var assembly = new CodeHome().Load(image.Number([.. contents.Types.Select(type => type.Id)]));
        var compiled = new CompiledModule(module, options, new EmittedCode(
            assembly.ManifestModule,
            [.. context.Methods.Select(method => method?.Token ?? 0)],
            invokers.ToDictionary(pair => pair.Key, pair => pair.Value.Token),
            hosts.ToDictionary(pair => pair.Key, pair => pair.Value.Token),
            [.. unoptimised]));
        if (options.JitNow)
        {
            Array.ForEach(assembly.GetTypes(), JitAll);
        }

        return compiled;
    }

    public static EmittedMethod Define(EmittedAssembly home, string name, FunctionType function) =>
        home.Define(name, ClrShape.Return(function), StateFirst(ClrShape.Parameters(function)));

    private static EmittedMethod?[] DefineFunctions(EmittedAssembly home, ModuleContents contents)
    {
        var methods = new EmittedMethod?[contents.Functions.Count];
        for (var i = contents.ImportedFunctions; i < methods.Length; i++)
        {
            methods[i] = Define(home, $"f{i}", contents.TypeOfFunction(i));
        }

        return methods;
    }

    // Callers see an object, for they also call host functions this way; a compiled function knows that it is its instance's state.
    private static Type[] StateFirst(Type[] parameters)
    {
        parameters[0] = typeof(InstanceState);
        return parameters;
    }

    private static void JitAll(Type type)
    {
        foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
        {
            RuntimeHelpers.PrepareMethod(method.MethodHandle);
        }
    }
}
