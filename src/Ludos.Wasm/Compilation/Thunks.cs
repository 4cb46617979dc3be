using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Ludos.Wasm.Compilation.Emission;
using Ludos.Wasm.Execution;

namespace Ludos.Wasm.Compilation;

/// <summary>The two crossings of the host's boundary: into a function from values, and out of one into a delegate.</summary>
internal static class Thunks
{
    public static readonly int ValueBytes = Unsafe.SizeOf<WasmValue>();

    /// <summary>For every type of function that the host can get hold of: a type index, and the method's token.</summary>
    public static (int Type, int Token)[] DefineInvokers(ModuleContext context)
    {
        var invokers = new Dictionary<FunctionType, (int Type, int Token)>();
        for (var i = 0; i < context.Module.Functions.Count; i++)
        {
            var type = context.Module.TypeOfFunction(i);
            if ((i < context.Module.ImportedFunctions || context.Module.ReferableFunctions.Contains(i)) && !invokers.ContainsKey(type))
            {
                invokers[type] = (context.Module.Functions[i], DefineInvoker(context.Home, $"invoke{invokers.Count}", type).Token);
            }
        }

        return [.. invokers.Values];
    }

    /// <summary>For every type of imported function that a delegate can have: a type index, and the method's token.</summary>
    public static (int Type, int Token)[] DefineHostCalls(ModuleContext context)
    {
        var calls = new Dictionary<FunctionType, (int Type, int Token)>();
        for (var i = 0; i < context.Module.ImportedFunctions; i++)
        {
            var type = context.Module.TypeOfFunction(i);
            if (!calls.ContainsKey(type) && ClrShape.HostDelegate(type) is { } shape)
            {
                calls[type] = (context.Module.Functions[i], DefineHostCall(context.Home, $"host{calls.Count}", type, shape).Token);
            }
        }

        return [.. calls.Values];
    }

    private static EmittedMethod DefineHostCall(EmittedAssembly owner, string name, FunctionType type, Type shape)
    {
        var method = owner.Define(name, ClrShape.Return(type), ClrShape.Parameters(type));
        var il = method.Begin();
        for (var i = 0; i <= type.Parameters.Length; i++)
        {
            il.LoadArgument(i);
        }

        il.Emit(OpCodes.Callvirt, shape.GetMethod("Invoke")!);
        il.Emit(OpCodes.Ret);
        return method;
    }

    // Arguments: code, context, first argument value, first result value.
    private static EmittedMethod DefineInvoker(EmittedAssembly owner, string name, FunctionType type)
    {
        var value = typeof(WasmValue).MakeByRefType();
        var method = owner.Define(name, typeof(void), [typeof(nint), typeof(object), value, value]);
        var il = method.Begin();
        var results = type.Results.Select(result => il.DeclareLocal(ClrShape.Of(result))).ToArray();
        il.Emit(OpCodes.Ldarg_1);
        for (var i = 0; i < type.Parameters.Length; i++)
        {
            LoadPlace(il, 2, i);
            LoadFrom(il, type.Parameters[i]);
        }

        foreach (var result in results.Skip(1))
        {
            il.Emit(OpCodes.Ldloca, result);
        }

        il.Emit(OpCodes.Ldarg_0);
        il.EmitCalli(ClrShape.Return(type), ClrShape.Parameters(type));
        if (results.Length > 0)
        {
            il.Emit(OpCodes.Stloc, results[0]);
        }

        for (var i = 0; i < results.Length; i++)
        {
            LoadPlace(il, 3, i);
            il.Emit(OpCodes.Ldloc, results[i]);
            il.Emit(OpCodes.Call, RuntimeMembers.Method(typeof(ValueWriter), nameof(ValueWriter.Write), value, ClrShape.Of(type.Results[i])));
        }

        il.Emit(OpCodes.Ret);
        return method;
    }

    private static void LoadPlace(ILWriter il, int argument, int index)
    {
        il.LoadArgument(argument);
        il.LoadInt(index * ValueBytes);
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.Add);
    }

    /// <summary>Takes a value of this type out of the place whose address is on the stack.</summary>
    public static void LoadFrom(ILWriter il, ValueType type)
    {
        if (type.IsReference)
        {
            il.Emit(OpCodes.Ldfld, RuntimeMembers.ValueReference);
            return;
        }

        il.Emit(OpCodes.Ldflda, RuntimeMembers.ValueBits);
        il.LoadIndirect(type);
    }
}
