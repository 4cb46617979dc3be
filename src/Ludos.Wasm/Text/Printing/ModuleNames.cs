using Ludos.Wasm.Decoding;
using Ludos.Wasm.Text.Assembly;

namespace Ludos.Wasm.Text.Printing;

/// <summary>What the name section calls things. Damage in it is no error: what can be read is used.</summary>
internal sealed class ModuleNames
{
    private static readonly NameMap None = new();
    private readonly Dictionary<byte, NameMap> _flat = [];
    private readonly Dictionary<(byte Kind, uint Owner), NameMap> _nested = [];

    public string? Module { get; private set; }

    public NameMap Functions => Flat(NameSection.Functions);

    public NameMap Types => Flat(NameSection.Types);

    public NameMap Tables => Flat(NameSection.Tables);

    public NameMap Memories => Flat(NameSection.Memories);

    public NameMap Globals => Flat(NameSection.Globals);

    public NameMap Elements => Flat(NameSection.Elements);

    public NameMap Data => Flat(NameSection.Data);

    public NameMap Tags => Flat(NameSection.Tags);

    public NameMap LocalsOf(uint function) => _nested.GetValueOrDefault((NameSection.Locals, function), None);

    public NameMap FieldsOf(uint type) => _nested.GetValueOrDefault((NameSection.Fields, type), None);

    public void Read(ByteCursor cursor, int mostNameBytes)
    {
        try
        {
            while (!cursor.AtEnd)
            {
                var kind = cursor.Byte();
                Subsection(kind, cursor.Sub(cursor.U32()), mostNameBytes);
            }
        }
        catch (WasmFormatException)
        {
            // Names are for people; the module is the same without them.
        }
    }

    private void Subsection(byte kind, ByteCursor cursor, int mostNameBytes)
    {
        switch (kind)
        {
            case NameSection.Module:
                Module = Literals.Identifier(cursor.Name(mostNameBytes));
                break;
            case NameSection.Locals or NameSection.Fields:
                for (var left = cursor.U32(); left > 0; left--)
                {
                    var map = new NameMap();
                    _nested.TryAdd((kind, cursor.U32()), map);
                    Map(map, ref cursor, mostNameBytes);
                }

                break;
            case NameSection.Functions or NameSection.Types or NameSection.Tables or NameSection.Memories or NameSection.Globals
                or NameSection.Elements or NameSection.Data or NameSection.Tags:
                var flat = new NameMap();
                _flat.TryAdd(kind, flat);
                Map(flat, ref cursor, mostNameBytes);
                break;
        }
    }

    private static void Map(NameMap map, ref ByteCursor cursor, int mostNameBytes)
    {
        for (var left = cursor.U32(); left > 0; left--)
        {
            var index = cursor.U32();
            map.Add(index, cursor.Name(mostNameBytes));
        }
    }

    private NameMap Flat(byte kind) => _flat.GetValueOrDefault(kind, None);
}
