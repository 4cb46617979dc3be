using System.Runtime.CompilerServices;

namespace Ludos.Wasm.Execution;

/// <summary>Tests of references, as compiled code asks for them. None takes longer the deeper types extend one another.</summary>
internal static class Casts
{
    /// <summary>A struct or array of the type with this number and depth; false for null and everything else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsOf(object? reference, int depth, int number) => reference is WasmAggregate && IsAggregateOf(reference, depth, number);

    /// <summary>Likewise, of what is known to be a struct or array and not null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAggregateOf(object reference, int depth, int number) => Has(Unsafe.As<WasmAggregate>(reference).Type, depth, number);

    /// <summary>Likewise, of what is known to be a struct or array or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAggregateOrNullOf(object? reference, int depth, int number) => reference is not null && IsAggregateOf(reference, depth, number);

    /// <summary>Likewise, of what is known to be a function and not null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsFunctionOf(object reference, int depth, int number) => Has(Unsafe.As<WasmFunction>(reference).DefinedType, depth, number);

    /// <summary>Likewise, of what is known to be a function or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsFunctionOrNullOf(object? reference, int depth, int number) => reference is not null && IsFunctionOf(reference, depth, number);

    /// <summary>Whether an entry of a table is a function of this type or of one below it; false for null.</summary>
    public static bool IsEntryOf(ref TableEntry entry, int depth, int number) => entry.Function is { } function && Has(function.DefinedType, depth, number);

    /// <summary>Equality of eqref: one object, or two small integers of the same value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreSame(object? left, object? right) =>
        ReferenceEquals(left, right) || (left is WasmI31 first && right is WasmI31 second && first.Value == second.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Signed(object reference) => Unsafe.As<WasmI31>(reference).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Unsigned(object reference) => Unsafe.As<WasmI31>(reference).Unsigned;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Has(DefinedType type, int depth, int number)
    {
        var ancestors = type.AncestorIds;
        return (uint)depth < (uint)ancestors.Length && ancestors[depth] == number;
    }
}
