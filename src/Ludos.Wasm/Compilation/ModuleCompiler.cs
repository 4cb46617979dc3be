using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Ludos.Wasm.Decoding;
using Ludos.Wasm.Execution;

namespace Ludos.Wasm.Compilation;

/// <summary>Puts a module's functions into one collectible assembly, as static methods.</summary>
internal static class ModuleCompiler
{
    // Internals are visible to assemblies of this name.
    private const string AssemblyName = "Ludos.Wasm.Compiled";

    public static CompiledModule Compile(WasmModule module, CompileOptions options)
    {
        var contents = module.Contents;
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(AssemblyName), AssemblyBuilderAccess.RunAndCollect);
        var home = new MethodHome(assembly.DefineDynamicModule(AssemblyName));
        var context = new ModuleContext(contents, options.Fuel, home, DefineFunctions(home, contents),
            [.. contents.Types.Select(Signature.Of)], GlobalLayout.Of(contents));
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
        var types = home.Create();
        var compiled = new CompiledModule(module, options, context.Signatures, new EmittedCode(
            types.Length > 0 ? types[0].Module : assembly.ManifestModule,
            [.. context.Methods.Select(method => method?.MetadataToken ?? 0)],
            invokers.ToDictionary(pair => pair.Key, pair => pair.Value.MetadataToken),
            hosts.ToDictionary(pair => pair.Key, pair => pair.Value.MetadataToken),
            [.. unoptimised]));
        if (options.JitNow)
        {
            Array.ForEach(types, JitAll);
        }

        return compiled;
    }

    public static MethodBuilder Define(MethodHome home, string name, FunctionType function) =>
        home.Define(name, ClrShape.Return(function), StateFirst(ClrShape.Parameters(function)));

    private static MethodBuilder?[] DefineFunctions(MethodHome home, ModuleContents contents)
    {
        var methods = new MethodBuilder?[contents.Functions.Count];
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
