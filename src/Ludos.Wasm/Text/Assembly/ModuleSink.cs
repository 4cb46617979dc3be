using System.Text;

namespace Ludos.Wasm.Text.Assembly;

/// <summary>All sections of one module, written in the binary's order.</summary>
internal sealed class ModuleSink
{
    private const byte StartId = 8;
    private const byte DataCountId = 12;

    private readonly List<(int Place, ByteSink Section)> _custom = [];

    public SectionSink Types { get; } = new(1);

    public SectionSink Imports { get; } = new(2);

    public SectionSink Functions { get; } = new(3);

    public SectionSink Tables { get; } = new(4);

    public SectionSink Memories { get; } = new(5);

    public SectionSink Tags { get; } = new(13);

    public SectionSink Globals { get; } = new(6);

    public SectionSink Exports { get; } = new(7);

    public uint? Start { get; set; }

    public SectionSink Elements { get; } = new(9);

    public SectionSink Code { get; } = new(10);

    public SectionSink Data { get; } = new(11);

    /// <summary>Keeps a custom section for <see cref="SectionPlace"/>s of <see cref="ToModule"/>.</summary>
    public void AddCustom(int place, string name, ReadOnlySpan<byte> content) =>
        _custom.Add((place, new ByteSink().Byte(0).Sized(new ByteSink().Sized(Encoding.UTF8.GetBytes(name)).Raw(content))));

    public byte[] ToModule(bool needsDataCount)
    {
        var module = new ByteSink().Raw("\0asm"u8).Fixed32(1);
        for (var place = 0; place <= SectionPlace.Last; place++)
        {
            foreach (var (_, section) in _custom.Where(custom => custom.Place == place))
            {
                module.Append(section);
            }

            if (SectionPlace.Section(place) is { } id)
            {
                WriteSection(id, needsDataCount, module);
            }
        }

        return module.ToArray();
    }

    private void WriteSection(byte id, bool needsDataCount, ByteSink module)
    {
        switch (id)
        {
            case StartId when Start is { } start:
                module.Byte(StartId).Sized(new ByteSink().Unsigned(start));
                break;
            case DataCountId when needsDataCount:
                module.Byte(DataCountId).Sized(new ByteSink().Unsigned(Data.Count));
                break;
            case StartId or DataCountId:
                break;
            default:
                ((SectionSink[])[Types, Imports, Functions, Tables, Memories, Tags, Globals, Exports, Elements, Code, Data]).First(section => section.Id == id).WriteTo(module);
                break;
        }
    }
}
