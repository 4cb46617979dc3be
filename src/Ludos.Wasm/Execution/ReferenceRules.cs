namespace Ludos.Wasm.Execution;

/// <summary>What may stand where the type says reference.</summary>
internal static class ReferenceRules
{
    public static bool Is64Bit(this ValueType type) => type.Kind is ValueKind.I64 or ValueKind.F64;

    /// <summary>Whether tables and globals of this type hold functions.</summary>
    public static bool IsFunction(this ValueType type) => type.IsReference && type.Heap.Top == HeapKind.Func;

    /// <summary>The reference itself. A function handed over by the host may from now on be called by other instances, so its own must not free memory under it.</summary>
    /// <exception cref="InvalidOperationException">A funcref that is no function.</exception>
    public static object? Checked(ValueType type, object? reference)
    {
        if (reference is WasmFunction function)
        {
            function.Home?.MarkLinked();
        }
        else if (type.IsFunction() && reference is not null)
        {
            throw new InvalidOperationException($"A funcref is a WasmFunction or null, not a {reference.GetType().Name}.");
        }

        return reference;
    }
}
