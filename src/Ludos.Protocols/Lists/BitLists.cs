namespace Ludos.Protocols;

/// <summary>A list of bools.</summary>
public readonly ref struct BitListReader(ListReader raw) : IListReader<BitListReader>
{
    private readonly ListReader _raw = raw;

    public static ElementSize ElementSize => ElementSize.Bit;

    public int Count => _raw.Count;

    /// <exception cref="ArgumentOutOfRangeException">There is no such element, in a message that is sound so far.</exception>
    public bool this[int index] => _raw.Bit(index);

    public static BitListReader From(ListReader raw) => new(raw);
}

/// <summary>A list of bools under construction.</summary>
public readonly ref struct BitListBuilder(ListBuilder raw) : IListBuilder<BitListBuilder>
{
    private readonly ListBuilder _raw = raw;

    public static ElementSize ElementSize => ElementSize.Bit;

    static int IListBuilder<BitListBuilder>.DataWords => 0;

    static int IListBuilder<BitListBuilder>.Pointers => 0;

    public int Count => _raw.Count;

    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public bool this[int index]
    {
        get => _raw.Bit(index);
        set => _raw.SetBit(index, value);
    }

    public static BitListBuilder From(ListBuilder raw) => new(raw);
}
