namespace Ludos.Wasm.Objects;

/// <summary>What a struct is a row of.</summary>
internal enum CellKind
{
    /// <summary>Room for a reference and eight bytes in each cell.</summary>
    Mixed,

    /// <summary>A reference in each.</summary>
    References,

    /// <summary>Eight bytes in each.</summary>
    Numbers,
}

/// <summary>A part of a struct: one reference and eight bytes. The runtime puts the reference first; a test holds it to that.</summary>
internal struct StructCell
{
    public const int Bytes = 16;
    public const int DataOffset = 8;

    public object? Reference;
    public long Data;
}

/// <summary>A part of a struct that holds references alone.</summary>
internal struct ReferenceCell
{
    public const int Bytes = 8;

    public object? Reference;
}
