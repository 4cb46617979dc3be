namespace Ludos.Wasm.Instructions;

/// <summary>How sixteen bytes are divided into lanes.</summary>
/// <param name="Name">As the text format spells it.</param>
/// <param name="LaneBytes">Width of one lane.</param>
/// <param name="IsFloat">Lanes are floating-point numbers.</param>
internal sealed record VectorShape(string Name, int LaneBytes, bool IsFloat)
{
    public const int VectorBytes = 16;

    public static readonly VectorShape V128 = new("v128", 1, false);
    public static readonly VectorShape I8x16 = new("i8x16", 1, false);
    public static readonly VectorShape I16x8 = new("i16x8", 2, false);
    public static readonly VectorShape I32x4 = new("i32x4", 4, false);
    public static readonly VectorShape I64x2 = new("i64x2", 8, false);
    public static readonly VectorShape F32x4 = new("f32x4", 4, true);
    public static readonly VectorShape F64x2 = new("f64x2", 8, true);

    public int Lanes => VectorBytes / LaneBytes;

    /// <summary>Of one lane outside of a vector.</summary>
    public ValueType Scalar => (IsFloat, LaneBytes) switch
    {
        (true, 4) => ValueType.F32,
        (true, _) => ValueType.F64,
        (false, 8) => ValueType.I64,
        _ => ValueType.I32,
    };

    /// <summary>Element type of the runtime's vectors.</summary>
    public Type Element(bool unsigned) => (IsFloat, LaneBytes, unsigned) switch
    {
        (true, 4, _) => typeof(float),
        (true, _, _) => typeof(double),
        (false, 1, true) => typeof(byte),
        (false, 1, false) => typeof(sbyte),
        (false, 2, true) => typeof(ushort),
        (false, 2, false) => typeof(short),
        (false, 4, true) => typeof(uint),
        (false, 4, false) => typeof(int),
        (false, _, true) => typeof(ulong),
        _ => typeof(long),
    };
}
