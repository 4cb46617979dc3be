using System.Runtime.Intrinsics;
using Ludos.Wasm.Objects;

namespace Ludos.Wasm;

/// <summary>An array that wasm or the host made. Its length never changes. Used by one thread at a time, like the instances that know it.</summary>
public abstract class WasmArray : WasmAggregate
{
    // Two objects with their headers, the type, and the inner one's length.
    internal const int HeaderBytes = 48;

    // Compiled code reads it directly.
    internal readonly int Count;

    private protected WasmArray(DefinedType type, int length)
        : base(type) => Count = length;

    public ArrayType ArrayType => Type.Array!;

    public int Length => Count;

    /// <summary>Packed elements are read without sign.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such element.</exception>
    public WasmValue this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Length);
            return FieldAccess.Read(ref Place(index), ArrayType.Element, sizeof(long));
        }

        set
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Length);
            if (!ArrayType.Element.Mutable)
            {
                throw new InvalidOperationException($"{ArrayType} cannot be written.");
            }

            Initialise(index, FieldAccess.Checked(ArrayType.Element, value));
        }
    }

    /// <summary>A new array with every element the same.</summary>
    /// <exception cref="ArgumentException">Not an array type.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length below 0, or more than 256 MiB of elements.</exception>
    /// <exception cref="InvalidOperationException">A reference that the elements cannot hold.</exception>
    public static WasmArray Create(DefinedType type, int length, WasmValue value)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (type.Array is not { } array)
        {
            throw new ArgumentException($"{type.Composite} is no array.", nameof(type));
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)GcHeap.MaxLength(array.Element));
        FieldAccess.Checked(array.Element, value);
        var made = Allocate(type, length);
        for (var i = 0; i < length; i++)
        {
            made.Initialise(i, value);
        }

        return made;
    }

    /// <summary>The elements as bytes, to read; they are those of the array itself.</summary>
    /// <exception cref="InvalidOperationException">The elements are references.</exception>
    public abstract ReadOnlySpan<byte> Bytes { get; }

    public override string ToString() => $"{ArrayType} of {Length}";

    internal static WasmArray Allocate(DefinedType type, int length)
    {
        var element = type.Array!.Element;
        return element.DataBytes switch
        {
            0 => new WasmArray<object?>(type, length),
            1 => new WasmArray<byte>(type, length),
            2 => new WasmArray<ushort>(type, length),
            4 => element.Type.Kind == ValueKind.F32 ? new WasmArray<float>(type, length) : new WasmArray<int>(type, length),
            8 => element.Type.Kind == ValueKind.F64 ? new WasmArray<double>(type, length) : new WasmArray<long>(type, length),
            _ => new WasmArray<Vector128<byte>>(type, length),
        };
    }

    internal void Initialise(int index, WasmValue value) => FieldAccess.Write(ref Place(index), ArrayType.Element, value, sizeof(long));

    internal abstract ref byte Place(int index);

    /// <summary>Elements from one array to another of the same storage; the ranges may overlap and are known to exist.</summary>
    internal abstract void CopyTo(int start, WasmArray target, int targetStart, int count);
}
