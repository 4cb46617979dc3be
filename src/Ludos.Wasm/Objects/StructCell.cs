namespace Ludos.Wasm.Objects;

/// <summary>A part of a struct: one reference and eight bytes. The runtime puts the reference first; a test holds it to that.</summary>
internal struct StructCell
{
    public const int Bytes = 16;
    public const int DataOffset = 8;

    public object? Reference;
    public long Data;
}
