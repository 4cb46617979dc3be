namespace Ludos.Wasm.Text.Assembly;

/// <summary>A counted section in the making.</summary>
internal sealed class SectionSink(byte id)
{
    private readonly ByteSink _items = new();

    public byte Id => id;

    public uint Count { get; private set; }

    public void Add(ByteSink item)
    {
        Count++;
        _items.Append(item);
    }

    public void WriteTo(ByteSink module)
    {
        if (Count > 0)
        {
            module.Byte(id).Sized(new ByteSink().Unsigned(Count).Append(_items));
        }
    }
}
