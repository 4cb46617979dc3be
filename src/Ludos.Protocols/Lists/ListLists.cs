namespace Ludos.Protocols;

/// <summary>A list of lists.</summary>
public readonly ref struct ListListReader<T>(ListReader raw) : IListReader<ListListReader<T>>
    where T : IListReader<T>, allows ref struct
{
    private readonly ListReader _raw = raw;

    public static ElementSize ElementSize => ElementSize.Pointer;

    public int Count => _raw.Count;

    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public T this[int index] => T.From(_raw.List(index, T.ElementSize));

    public static ListListReader<T> From(ListReader raw) => new(raw);
}

/// <summary>A list of lists under construction.</summary>
public readonly ref struct ListListBuilder<T>(ListBuilder raw) : IListBuilder<ListListBuilder<T>>
    where T : IListBuilder<T>, allows ref struct
{
    private readonly ListBuilder _raw = raw;

    public static ElementSize ElementSize => ElementSize.Pointer;

    static int IListBuilder<ListListBuilder<T>>.DataWords => 0;

    static int IListBuilder<ListListBuilder<T>>.Pointers => 0;

    public int Count => _raw.Count;

    /// <summary>What was made there before; empty when nothing was.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public T this[int index] => T.From(_raw.List(index, T.ElementSize, T.DataWords, T.Pointers));

    public static ListListBuilder<T> From(ListBuilder raw) => new(raw);

    public T Init(int index, int count) =>
        T.From(T.ElementSize == ElementSize.Composite ? _raw.InitStructList(index, count, T.DataWords, T.Pointers) : _raw.InitList(index, T.ElementSize, count));
}
