using System.Runtime.Intrinsics;

namespace Ludos.Wasm;

/// <summary>One value of any type, as raw bits or a reference. NaN payloads are kept exactly. The reader says which type it is.</summary>
public readonly struct WasmValue : IEquatable<WasmValue>
{
    internal readonly long Bits;
    internal readonly long UpperBits;
    internal readonly object? Reference;

    internal WasmValue(long bits, object? reference, long upperBits = 0)
    {
        Bits = bits;
        UpperBits = upperBits;
        Reference = reference;
    }

    public int AsI32 => (int)Bits;

    public long AsI64 => Bits;

    public float AsF32 => BitConverter.Int32BitsToSingle((int)Bits);

    public double AsF64 => BitConverter.Int64BitsToDouble(Bits);

    /// <summary>The first byte in memory order is element 0.</summary>
    public Vector128<byte> AsV128 => Vector128.Create(Bits, UpperBits).AsByte();

    /// <summary>A <see cref="WasmFunction"/> for funcref, any object for externref; null is ref.null.</summary>
    public object? AsRef => Reference;

    public static WasmValue From(int value) => new((uint)value, null);

    public static WasmValue From(long value) => new(value, null);

    public static WasmValue From(float value) => new(BitConverter.SingleToUInt32Bits(value), null);

    public static WasmValue From(double value) => new(BitConverter.DoubleToInt64Bits(value), null);

    public static WasmValue From(Vector128<byte> value) => new(value.AsInt64()[0], null, value.AsInt64()[1]);

    public static WasmValue FromRef(object? value) => new(0, value);

    public static bool operator ==(WasmValue left, WasmValue right) => left.Equals(right);

    public static bool operator !=(WasmValue left, WasmValue right) => !left.Equals(right);

    /// <summary>Same bits and same reference.</summary>
    public bool Equals(WasmValue other) => Bits == other.Bits && UpperBits == other.UpperBits && ReferenceEquals(Reference, other.Reference);

    public override bool Equals(object? obj) => obj is WasmValue other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Bits, UpperBits, Reference);

    public override string ToString() => Reference is not null ? $"ref {Reference}" : UpperBits == 0 ? $"0x{Bits:x}" : $"0x{UpperBits:x}{Bits:x16}";
}
