namespace Ludos.Protocols;

/// <summary>A list of runs of bytes.</summary>
public readonly ref struct DataListReader(ListReader raw) : IListReader<DataListReader>
{
    private readonly ListReader _raw = raw;

    public static ElementSize ElementSize => ElementSize.Pointer;

    public int Count => _raw.Count;

    /// <exception cref="ArgumentOutOfRangeException">There is no such element, in a message that is sound so far.</exception>
    public ReadOnlySpan<byte> this[int index] => _raw.Data(index);

    public static DataListReader From(ListReader raw) => new(raw);
}

/// <summary>A list of runs of bytes under construction.</summary>
public readonly ref struct DataListBuilder(ListBuilder raw) : IListBuilder<DataListBuilder>
{
    private readonly ListBuilder _raw = raw;

    public static ElementSize ElementSize => ElementSize.Pointer;

    static int IListBuilder<DataListBuilder>.DataWords => 0;

    static int IListBuilder<DataListBuilder>.Pointers => 0;

    public int Count => _raw.Count;

    public static DataListBuilder From(ListBuilder raw) => new(raw);

    public void Set(int index, ReadOnlySpan<byte> data) => _raw.SetData(index, data);
}
