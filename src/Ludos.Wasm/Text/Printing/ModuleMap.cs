using Ludos.Wasm.Decoding;
using Ludos.Wasm.Text.Assembly;

namespace Ludos.Wasm.Text.Printing;

/// <summary>One section: where its content lies in the file. Custom sections have a name, and their content begins behind it.</summary>
internal readonly record struct SectionExtent(byte Id, int Start, int Length, string Name);

/// <summary>What must be known of a module before any of it can be printed: where sections lie, names, types, and which function has which type.</summary>
internal sealed class ModuleMap
{
    public const byte Custom = 0;
    public const byte TypeSection = 1;
    public const byte ImportSection = 2;
    public const byte FunctionSection = 3;
    public const byte CodeSection = 10;
    private const byte Function = 0;
    private const int HeaderBytes = 8;

    private readonly byte[] _bytes;
    private readonly Dictionary<byte, uint> _imported = [];

    public ModuleMap(byte[] bytes, int mostNameBytes)
    {
        _bytes = bytes;
        MostNameBytes = mostNameBytes;
        if (!bytes.AsSpan().StartsWith("\0asm\x01\0\0\0"u8))
        {
            throw WasmFormatException.Malformed(0, "a module begins with the bytes 00 61 73 6d 01 00 00 00");
        }

        var cursor = new ByteCursor(bytes, HeaderBytes, bytes.Length);
        while (!cursor.AtEnd)
        {
            AddSection(ref cursor);
        }

        foreach (var section in Sections.Where(section => section is { Id: Custom, Name: NameSection.Name }))
        {
            Names.Read(Cursor(section), mostNameBytes);
        }

        foreach (var section in Sections)
        {
            Survey(section);
        }
    }

    public int MostNameBytes { get; }

    public List<SectionExtent> Sections { get; } = [];

    public ModuleNames Names { get; } = new();

    public List<TypeGroup> Groups { get; } = [];

    /// <summary>By type index; null for structs and arrays.</summary>
    public List<FunctionSignature?> Types { get; } = [];

    /// <summary>By function index: its type.</summary>
    public List<uint> FunctionTypes { get; } = [];

    /// <summary>How many of a kind, by its number in imports, are imported.</summary>
    public uint Imported(byte kind) => _imported.GetValueOrDefault(kind);

    public ByteCursor Cursor(SectionExtent section) => new(_bytes, section.Start, section.Start + section.Length);

    public FunctionSignature? SignatureOf(uint type) => type < Types.Count ? Types[(int)type] : null;

    private void AddSection(ref ByteCursor cursor)
    {
        var id = cursor.Byte();
        var content = cursor.Sub(cursor.U32());
        var name = id == Custom ? content.Name(MostNameBytes) : "";
        Sections.Add(new SectionExtent(id, content.Position, content.Remaining, name));
    }

    private void Survey(SectionExtent section)
    {
        var cursor = Cursor(section);
        switch (section.Id)
        {
            case TypeSection:
                Groups.AddRange(TypeSectionReader.Read(ref cursor));
                Types.AddRange(Groups.SelectMany(group => group.Members).Select(member => member.Signature));
                break;
            case ImportSection:
                for (var left = cursor.U32(); left > 0; left--)
                {
                    Import(ref cursor);
                }

                break;
            case FunctionSection:
                for (var left = cursor.U32(); left > 0; left--)
                {
                    FunctionTypes.Add(cursor.U32());
                }

                break;
        }
    }

    private void Import(ref ByteCursor cursor)
    {
        cursor.Name(MostNameBytes);
        cursor.Name(MostNameBytes);
        var at = cursor.Position;
        var kind = cursor.Byte();
        _imported[kind] = Imported(kind) + 1;
        switch (kind)
        {
            case Function:
                FunctionTypes.Add(cursor.U32());
                break;
            case 1:
                TypePrinter.Read(ref cursor);
                TypePrinter.Limits(ref cursor);
                break;
            case 2:
                TypePrinter.Limits(ref cursor);
                break;
            case 3:
                TypePrinter.Read(ref cursor);
                cursor.Byte();
                break;
            case 4:
                cursor.Byte();
                cursor.U32();
                break;
            default:
                throw WasmFormatException.Malformed(at, $"0x{kind:x2} is no kind of import");
        }
    }
}
