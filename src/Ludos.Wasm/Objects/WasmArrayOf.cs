using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ludos.Wasm;

/// <summary>An array with its elements as .NET holds them.</summary>
internal sealed class WasmArray<T>(DefinedType type, int length) : WasmArray(type, length)
{
    // Compiled code reads and writes it directly.
    public readonly T[] Items = length == 0 ? [] : new T[length];

    public override ReadOnlySpan<byte> Bytes => RuntimeHelpers.IsReferenceOrContainsReferences<T>()
        ? throw new InvalidOperationException("References have no bytes to read.")
        : MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetArrayDataReference(Items)), checked(Items.Length * Unsafe.SizeOf<T>()));

    internal override ref byte Place(int index) => ref Unsafe.As<T, byte>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Items), index));

    internal override void CopyTo(int start, WasmArray target, int targetStart, int count) =>
        Array.Copy(Items, start, Unsafe.As<WasmArray<T>>(target).Items, targetStart, count);
}
