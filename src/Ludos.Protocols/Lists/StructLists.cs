namespace Ludos.Protocols;

/// <summary>A list of structs.</summary>
public readonly ref struct StructListReader<T>(ListReader raw) : IListReader<StructListReader<T>>
    where T : IStructReader<T>, allows ref struct
{
    private readonly ListReader _raw = raw;

    public static ElementSize ElementSize => ElementSize.Composite;

    public int Count => _raw.Count;

    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public T this[int index] => T.From(_raw.Struct(index));

    public static StructListReader<T> From(ListReader raw) => new(raw);
}

/// <summary>A list of structs under construction.</summary>
public readonly ref struct StructListBuilder<T>(ListBuilder raw) : IListBuilder<StructListBuilder<T>>
    where T : IStructBuilder<T>, allows ref struct
{
    private readonly ListBuilder _raw = raw;

    public static ElementSize ElementSize => ElementSize.Composite;

    static int IListBuilder<StructListBuilder<T>>.DataWords => T.DataWords;

    static int IListBuilder<StructListBuilder<T>>.Pointers => T.Pointers;

    public int Count => _raw.Count;

    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public T this[int index] => T.From(_raw.Struct(index));

    public static StructListBuilder<T> From(ListBuilder raw) => new(raw);
}
