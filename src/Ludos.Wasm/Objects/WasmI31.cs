namespace Ludos.Wasm;

/// <summary>An integer of 31 bits as a reference. Two of the same value are the same to wasm, though they may be two objects to .NET.</summary>
public sealed class WasmI31 : WasmObject
{
    private const int SpareBits = 1;
    private const int SmallestKept = -128;
    private const int LargestKept = 1023;

    internal const int ObjectBytes = 24;

    private static readonly WasmI31[] AllKept = [.. Enumerable.Range(SmallestKept, LargestKept - SmallestKept + 1).Select(value => new WasmI31(value))];

    private WasmI31(int value) => Value = value;

    /// <summary>With its sign: -2^30 to 2^30 - 1.</summary>
    public int Value { get; }

    /// <summary>Without one: 0 to 2^31 - 1.</summary>
    public int Unsigned => Value & int.MaxValue;

    /// <summary>Of the low 31 bits.</summary>
    public static WasmI31 From(int value) => Kept(value) ?? new WasmI31(value << SpareBits >> SpareBits);

    /// <summary>Null when there is none for this value yet.</summary>
    internal static WasmI31? Kept(int value)
    {
        var index = (value << SpareBits >> SpareBits) - SmallestKept;
        return (uint)index < (uint)AllKept.Length ? AllKept[index] : null;
    }

    public override string ToString() => $"i31 {Value}";
}
