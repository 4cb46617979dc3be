using System.Collections.Immutable;

namespace Ludos.Protocols.Generator;

/// <summary>What one schema file says about bytes in shared memory.</summary>
/// <param name="Path">Of the schema, below protocols/.</param>
public sealed record LayoutFile(string Path, ImmutableArray<ConstNode> Numbers, ImmutableArray<EnumNode> Enums, ImmutableArray<MemoryStruct> Structs, ImmutableArray<MemoryMap> Maps);

/// <summary>A struct marked $memory: its data section, as it lies in a segment.</summary>
public sealed record MemoryStruct(string Name, string Doc, int Bytes, ImmutableArray<MemoryField> Fields)
{
    /// <summary>Fields in the order of their offsets, with the runs of bytes between and behind them that no field has.</summary>
    public IEnumerable<(int Offset, int Bytes, MemoryField? Field)> Cover()
    {
        var at = 0;
        foreach (var field in Fields)
        {
            if (field.Offset > at)
            {
                yield return (at, field.Offset - at, null);
            }

            yield return (field.Offset, field.Bytes, field);
            at = field.Offset + field.Bytes;
        }

        if (at < Bytes)
        {
            yield return (at, Bytes - at, null);
        }
    }
}

/// <param name="EnumName">Of the enum that it holds; null for a number.</param>
public sealed record MemoryField(string Name, string Doc, int Offset, TypeKind Kind, string? EnumName)
{
    public int Bytes => new SchemaType(Kind).Bits / 8;
}

/// <summary>A constant marked $map: where structs lie in one kind of segment or block.</summary>
/// <param name="Name">Of the constant.</param>
/// <param name="Block">What it describes, as its annotation names it.</param>
public sealed record MemoryMap(string Name, string Doc, string Block, ImmutableArray<MemoryPlacement> Placements);

/// <param name="Struct">Null where bytes of no declared shape lie.</param>
/// <param name="ElementBytes">Of one, at most <paramref name="Stride"/>.</param>
public sealed record MemoryPlacement(string Name, MemoryStruct? Struct, uint Offset, uint Stride, uint Count, uint Align, uint ElementBytes)
{
    public ulong End => Offset + ((ulong)Stride * (Count - 1)) + ElementBytes;
}
