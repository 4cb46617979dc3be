namespace Ludos.Wasm.Tests.Wast.Assembly;

/// <summary>All sections of one module, written in the binary's order.</summary>
internal sealed class Sections
{
    private const byte StartId = 8;
    private const byte DataCountId = 12;

    public Section Types { get; } = new(1);

    public Section Imports { get; } = new(2);

    public Section Functions { get; } = new(3);

    public Section Tables { get; } = new(4);

    public Section Memories { get; } = new(5);

    public Section Globals { get; } = new(6);

    public Section Exports { get; } = new(7);

    public uint? Start { get; set; }

    public Section Elements { get; } = new(9);

    public Section Code { get; } = new(10);

    public Section Data { get; } = new(11);

    public byte[] ToModule(bool needsDataCount)
    {
        var module = new ByteSink().Raw("\0asm"u8).Fixed32(1);
        foreach (var section in (Section[])[Types, Imports, Functions, Tables, Memories, Globals, Exports])
        {
            section.WriteTo(module);
        }

        if (Start is { } start)
        {
            module.Byte(StartId).Sized(new ByteSink().Unsigned(start).ToArray());
        }

        Elements.WriteTo(module);
        if (needsDataCount)
        {
            module.Byte(DataCountId).Sized(new ByteSink().Unsigned(Data.Count).ToArray());
        }

        Code.WriteTo(module);
        Data.WriteTo(module);
        return module.ToArray();
    }
}
