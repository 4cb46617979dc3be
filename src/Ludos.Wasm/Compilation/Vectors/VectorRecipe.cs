using System.Reflection;
using System.Runtime.Intrinsics;

namespace Ludos.Wasm.Compilation;

/// <summary>
/// How a vector instruction without immediates is computed: <paramref name="Method"/> takes the operands, each <see cref="Then"/> the result so far.
/// The element types of a method's parameters and result say what <c>v128</c> is to be seen as.
/// </summary>
internal sealed record VectorRecipe(MethodInfo Method)
{
    public Type[] Parameters { get; } = [.. Method.GetParameters().Select(parameter => parameter.ParameterType)];

    /// <summary>Which operand is loaded first, second and so on; null for their own order.</summary>
    public int[]? Order { get; init; }

    /// <summary>A further operand, after the others.</summary>
    public Vector128<byte>? Constant { get; init; }

    public MethodInfo[] Then { get; init; } = [];

    /// <summary>The result is a truth value, and its opposite is meant.</summary>
    public bool IsNegated { get; init; }
}
