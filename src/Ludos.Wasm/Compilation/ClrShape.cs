using System.Linq.Expressions;
using System.Runtime.Intrinsics;
using Ludos.Wasm.Execution;

namespace Ludos.Wasm.Compilation;

/// <summary>
/// How a function type looks to the runtime: the context first, then the parameters; the first result is returned and
/// further results go through pointers at the end.
/// </summary>
internal static class ClrShape
{
    public static Type Of(ValueType type) => type.Kind switch
    {
        ValueKind.I32 => typeof(int),
        ValueKind.I64 => typeof(long),
        ValueKind.F32 => typeof(float),
        ValueKind.F64 => typeof(double),
        ValueKind.V128 => typeof(Vector128<byte>),
        _ => typeof(object),
    };

    public static Type Return(FunctionType type) => type.Results.Length == 0 ? typeof(void) : Of(type.Results[0]);

    public static Type[] Parameters(FunctionType type) =>
    [
        typeof(object),
        .. type.Parameters.Select(Of),
        .. type.Results.Skip(1).Select(result => Of(result).MakeByRefType()),
    ];

    /// <summary>Callers see an object first, for they also call host functions this way; a compiled function knows that it is its instance's state.</summary>
    public static Type[] WithState(FunctionType type)
    {
        var parameters = Parameters(type);
        parameters[0] = typeof(InstanceState);
        return parameters;
    }

    /// <summary>The delegate type that a host function of this type is called through; null when it has several results.</summary>
    public static Type? HostDelegate(FunctionType type) => type.Results.Length > 1
        ? null
        : Expression.GetDelegateType([.. type.Parameters.Select(Of), Return(type)]);
}
