using System.Runtime.CompilerServices;

namespace Ludos.Wasm.Objects;

/// <summary>
/// Where a struct's fields lie. A struct is a row of cells, each with room for one reference and eight bytes. References take the next free cell's
/// reference, numbers the next free bytes at their own alignment, in the order of the fields: so a subtype's fields begin where those of the type above lie.
/// A type that no other is above or below, and that holds only references or only numbers, has cells of just those.
/// </summary>
internal sealed class StructLayout
{
    private const int WordBytes = 8;

    private static readonly ConditionalWeakTable<DefinedType, StructLayout> Known = [];

    private readonly int[] _offsets;

    private StructLayout(DefinedType type)
    {
        var fields = type.Struct!.Fields;
        var kind = KindOf(type);
        _offsets = new int[fields.Length];
        var references = 0;
        var bytes = 0;
        for (var i = 0; i < _offsets.Length; i++)
        {
            var size = fields[i].DataBytes;
            if (size == 0)
            {
                _offsets[i] = references++ * (kind == CellKind.Mixed ? StructCell.Bytes : ReferenceCell.Bytes);
                continue;
            }

            var alignment = Math.Min(size, WordBytes);
            bytes = (bytes + alignment - 1) / alignment * alignment;
            _offsets[i] = kind == CellKind.Mixed ? (bytes / WordBytes * StructCell.Bytes) + StructCell.DataOffset + (bytes % WordBytes) : bytes;
            bytes += size;
        }

        HalfStride = kind == CellKind.Mixed ? StructCell.Bytes : WordBytes;
        Shape = StructShape.For(kind, Math.Max(references, (bytes + WordBytes - 1) / WordBytes));
    }

    /// <summary>The objects that are large enough.</summary>
    public StructShape Shape { get; }

    /// <summary>Bytes from the first half of a vector to the second.</summary>
    public int HalfStride { get; }

    /// <summary>Of a struct type; computed once.</summary>
    public static StructLayout Of(DefinedType type) => Known.GetValue(type, static key => new StructLayout(key));

    /// <summary>Bytes from the first cell.</summary>
    public int Offset(int field) => _offsets[field];

    private static CellKind KindOf(DefinedType type)
    {
        if (!type.IsFinal || type.Super is not null)
        {
            return CellKind.Mixed;
        }

        var fields = type.Struct!.Fields;
        return fields.All(field => field.DataBytes == 0) ? CellKind.References
            : fields.All(field => field.DataBytes > 0) ? CellKind.Numbers
            : CellKind.Mixed;
    }
}
