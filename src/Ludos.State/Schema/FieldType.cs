namespace Ludos.State;

/// <summary>What one value of a field is. Values are stored little-endian; the numbers are part of the arena's layout.</summary>
public enum FieldType : byte
{
    U8 = 1,
    I8 = 2,
    U16 = 3,
    I16 = 4,
    U32 = 5,
    I32 = 6,
    U64 = 7,
    I64 = 8,
    F32 = 9,
    F64 = 10,
}

/// <summary>Facts about <see cref="FieldType"/>.</summary>
public static class FieldTypes
{
    /// <summary>1, 2, 4 or 8; 0 for a number that is no type. Size and alignment are the same.</summary>
    public static int SizeBytes(this FieldType type) => type switch
    {
        FieldType.U8 or FieldType.I8 => 1,
        FieldType.U16 or FieldType.I16 => 2,
        FieldType.U32 or FieldType.I32 or FieldType.F32 => 4,
        FieldType.U64 or FieldType.I64 or FieldType.F64 => 8,
        _ => 0,
    };

    public static bool IsKnown(this FieldType type) => type.SizeBytes() != 0;
}
