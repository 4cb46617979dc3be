using System.Runtime.CompilerServices;

namespace Ludos.Wasm.Objects;

/// <summary>
/// Where a struct's fields lie. A struct is a row of cells, each with room for one reference and eight bytes. References take the next free cell's
/// reference, numbers the next free bytes at their own alignment, in the order of the fields: so a subtype's fields begin where those of the type above lie.
/// </summary>
internal sealed class StructLayout
{
    private const int WordBytes = 8;

    private static readonly ConditionalWeakTable<DefinedType, StructLayout> Known = [];

    private readonly int[] _offsets;

    private StructLayout(StructType type)
    {
        _offsets = new int[type.Fields.Length];
        var references = 0;
        var bytes = 0;
        for (var i = 0; i < _offsets.Length; i++)
        {
            var size = type.Fields[i].DataBytes;
            if (size == 0)
            {
                _offsets[i] = references++ * StructCell.Bytes;
                continue;
            }

            var alignment = Math.Min(size, WordBytes);
            bytes = (bytes + alignment - 1) / alignment * alignment;
            _offsets[i] = (bytes / WordBytes * StructCell.Bytes) + StructCell.DataOffset + (bytes % WordBytes);
            bytes += size;
        }

        Shape = StructShape.For(Math.Max(references, (bytes + WordBytes - 1) / WordBytes));
    }

    /// <summary>The objects that are large enough.</summary>
    public StructShape Shape { get; }

    /// <summary>Of a struct type; computed once.</summary>
    public static StructLayout Of(DefinedType type) => Known.GetValue(type, static key => new StructLayout(key.Struct!));

    /// <summary>Bytes from the first cell. The second half of a vector lies one cell after the first.</summary>
    public int Offset(int field) => _offsets[field];
}
