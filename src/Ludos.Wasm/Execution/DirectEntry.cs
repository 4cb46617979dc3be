using System.Reflection;
using System.Reflection.Emit;

namespace Ludos.Wasm.Execution;

/// <summary>
/// The code behind a delegate, where it can be called as compiled code calls functions: an object first, then the arguments. That is so for
/// a method of the delegate's target, as lambdas are, and saves the delegate's own jump.
/// </summary>
internal static class DirectEntry
{
    /// <summary>Null where the delegate itself must be called.</summary>
    public static nint? Of(Delegate body)
    {
        var method = body.Method;
        if (!body.HasSingleTarget || body.Target is not { } target || method is DynamicMethod || method.ContainsGenericParameters)
        {
            return null;
        }

        // A struct's method wants its address, a virtual one the target's own; a static one was bound to its first argument.
        var isPlain = method.IsStatic
            ? !method.GetParameters()[0].ParameterType.IsValueType
            : method.DeclaringType is { IsValueType: false, IsInterface: false } && (!method.IsVirtual || method.IsFinal) && method.DeclaringType.IsInstanceOfType(target);
        return isPlain && !NeedsHiddenArgument(method) && !ReturnsThroughPointer(method) && TryPointer(method, out var pointer) ? pointer : null;
    }

    // Code shared between instantiations over references is told which one it is by an argument of its own.
    private static bool NeedsHiddenArgument(MethodInfo method) => method.IsGenericMethod || (method.IsStatic && method.DeclaringType is { IsGenericType: true });

    // A vector comes back through a pointer, which a method of an object takes behind the object and a static one before all else.
    private static bool ReturnsThroughPointer(MethodInfo method) => !method.IsStatic && method.ReturnType is { IsValueType: true, IsPrimitive: false } result && result != typeof(void);

    private static bool TryPointer(MethodInfo method, out nint pointer)
    {
        try
        {
            pointer = method.MethodHandle.GetFunctionPointer();
            return true;
        }
        catch (InvalidOperationException)
        {
            // A dynamic method seen through a delegate: it has no handle of its own.
            pointer = 0;
            return false;
        }
    }
}
