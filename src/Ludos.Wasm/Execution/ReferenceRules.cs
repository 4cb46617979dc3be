namespace Ludos.Wasm.Execution;

/// <summary>What may stand where the type says reference.</summary>
internal static class ReferenceRules
{
    public static bool Is64Bit(this ValueType type) => type.Kind is ValueKind.I64 or ValueKind.F64;

    /// <summary>Whether tables and globals of this type hold functions.</summary>
    public static bool IsFunction(this ValueType type) => type.IsReference && type.Heap.Top == HeapKind.Func;

    /// <summary>The reference itself. A function handed over by the host may from now on be called by other instances, so its own must not free memory under it.</summary>
    /// <exception cref="InvalidOperationException">It is of another type.</exception>
    public static object? Checked(ValueType type, object? reference)
    {
        if (!Fits(type, reference))
        {
            throw new InvalidOperationException($"A {type} is asked for; {Describe(reference)} is none.");
        }

        if (reference is WasmFunction function)
        {
            function.Home?.MarkLinked();
        }

        return reference;
    }

    /// <summary>Whether a reference, or null, is of this type.</summary>
    public static bool Fits(ValueType type, object? reference)
    {
        if (reference is null)
        {
            return type.IsNullable;
        }

        return type.Heap.Kind switch
        {
            HeapKind.Extern or HeapKind.Any => true,
            HeapKind.Func => reference is WasmFunction,
            HeapKind.Eq => reference is WasmObject,
            HeapKind.I31 => reference is WasmI31,
            HeapKind.Struct => reference is WasmStruct,
            HeapKind.Array => reference is WasmArray,
            HeapKind.Exn => reference is WasmException,
            HeapKind.Defined => TypeOf(reference)?.IsSubtypeOf(type.Heap.Defined!) ?? false,
            _ => false,
        };
    }

    /// <summary>Whether a host could hand over something of another type, so that it must be looked at.</summary>
    public static bool NeedsCheck(ValueType type) => type.IsReference && (!type.IsNullable || type.Heap.Kind is not (HeapKind.Extern or HeapKind.Any));

    private static DefinedType? TypeOf(object reference) => reference switch
    {
        WasmFunction function => function.DefinedType,
        WasmAggregate aggregate => aggregate.Type,
        _ => null,
    };

    private static string Describe(object? reference) => reference switch
    {
        null => "null",
        _ => TypeOf(reference) is { } type ? $"a {type.Composite}" : $"a {reference.GetType().Name}",
    };
}
