namespace Ludos.Protocols;

/// <summary>How wide the elements of a list are on the wire.</summary>
public enum ElementSize : byte
{
    Void = 0,
    Bit = 1,
    Byte = 2,
    TwoBytes = 3,
    FourBytes = 4,
    EightBytes = 5,
    Pointer = 6,

    /// <summary>Structs, behind a tag word that says how large each is.</summary>
    Composite = 7,
}

internal static class ElementSizes
{
    public static int Bits(this ElementSize size) => size switch
    {
        ElementSize.Void => 0,
        ElementSize.Bit => 1,
        ElementSize.Byte => 8,
        ElementSize.TwoBytes => 16,
        ElementSize.FourBytes => 32,
        _ => 64,
    };
}
