namespace Ludos.Protocols.Generator;

/// <summary>Kinds of types, numbered as the compiler numbers them.</summary>
public enum TypeKind
{
    Void = 0,
    Bool = 1,
    Int8 = 2,
    Int16 = 3,
    Int32 = 4,
    Int64 = 5,
    UInt8 = 6,
    UInt16 = 7,
    UInt32 = 8,
    UInt64 = 9,
    Float32 = 10,
    Float64 = 11,
    Text = 12,
    Data = 13,
    List = 14,
    Enum = 15,
    Struct = 16,
    Interface = 17,
    AnyPointer = 18,
}

/// <summary>A type expression of a schema.</summary>
/// <param name="Element">Of a list.</param>
/// <param name="TypeId">Of an enum, struct or interface.</param>
public sealed record SchemaType(TypeKind Kind, SchemaType? Element = null, ulong TypeId = 0)
{
    public bool IsPointer => Kind is TypeKind.Text or TypeKind.Data or TypeKind.List or TypeKind.Struct or TypeKind.Interface or TypeKind.AnyPointer;

    /// <summary>Of a value in a data section; 0 for void and pointers.</summary>
    public int Bits => Kind switch
    {
        TypeKind.Bool => 1,
        TypeKind.Int8 or TypeKind.UInt8 => 8,
        TypeKind.Int16 or TypeKind.UInt16 or TypeKind.Enum => 16,
        TypeKind.Int32 or TypeKind.UInt32 or TypeKind.Float32 => 32,
        TypeKind.Int64 or TypeKind.UInt64 or TypeKind.Float64 => 64,
        _ => 0,
    };
}
