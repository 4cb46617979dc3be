using System.Linq.Expressions;
using System.Reflection;
using Ludos.Wasm.Compilation;

namespace Ludos.Wasm.Execution;

/// <summary>Turns a host's delegate into a function that compiled code calls without looking at types again.</summary>
internal static class HostBinding
{
    public static WasmFunction Bind(ImportDescriptor import, Delegate body, CompiledModule code)
    {
        var type = import.Function!;
        var shape = ClrShape.HostDelegate(type)
            ?? throw LinkException.Incompatible(import, $"a function {type}", "a delegate, which returns one value at most");
        var invoke = body.GetType().GetMethod("Invoke")!;
        if (invoke.ReturnType != ClrShape.Return(type) || !invoke.GetParameters().Select(parameter => parameter.ParameterType).SequenceEqual(type.Parameters.Select(ClrShape.Of)))
        {
            throw LinkException.Incompatible(import, $"a function {type}", $"the delegate {invoke}");
        }

        var isChecked = type.Results is [var result] && ReferenceRules.NeedsCheck(result);
        return !isChecked && DirectEntry.Of(body) is { } entry
            ? new WasmFunction(code, body.Target!, null, entry, import.DefinedType!) { KeptAlive = body }
            : new WasmFunction(code, Checked(type, Reshape(body, shape, invoke), shape), null, code.HostCallOf(type), import.DefinedType!);
    }

    /// <summary>Compiled code trusts the types of references, so what a host returns is looked at where it could be anything.</summary>
    private static Delegate Checked(FunctionType type, Delegate body, Type shape)
    {
        if (type.Results is not [var result] || !ReferenceRules.NeedsCheck(result))
        {
            return body;
        }

        var parameters = type.Parameters.Select(parameter => Expression.Parameter(ClrShape.Of(parameter))).ToArray();
        Func<object?, object?> check = reference => ReferenceRules.Checked(result, reference);
        return Expression.Lambda(shape, Expression.Invoke(Expression.Constant(check), Expression.Invoke(Expression.Constant(body), parameters)), parameters).Compile();
    }

    private static Delegate Reshape(Delegate body, Type shape, MethodInfo invoke)
    {
        if (body.GetType() == shape)
        {
            return body;
        }

        if (body.HasSingleTarget)
        {
            try
            {
                return Delegate.CreateDelegate(shape, body.Target, body.Method);
            }
            catch (ArgumentException)
            {
                // A dynamic method: it can be called only through its own delegate.
            }
        }

        return Delegate.CreateDelegate(shape, body, invoke);
    }
}
