using System.Text;

namespace Ludos.Protocols;

/// <summary>A pointer whose kind the schema leaves open, or that stands for a type parameter.</summary>
public readonly ref struct AnyPointerReader(StructReader holder, int pointer)
{
    private readonly StructReader _holder = holder;
    private readonly int _pointer = pointer;

    public bool IsNull => _holder.IsNull(_pointer);

    public StructReader Raw => _holder.Struct(_pointer);

    public string Text => Encoding.UTF8.GetString(_holder.TextUtf8(_pointer));

    public ReadOnlySpan<byte> Data => _holder.Bytes(_pointer);

    public T Struct<T>()
        where T : IStructReader<T>, allows ref struct =>
        T.From(_holder.Struct(_pointer));

    public T List<T>()
        where T : IListReader<T>, allows ref struct =>
        T.From(_holder.List(_pointer, T.ElementSize));
}

/// <summary>A pointer under construction whose kind the schema leaves open.</summary>
public readonly ref struct AnyPointerBuilder(StructBuilder holder, int pointer)
{
    private readonly StructBuilder _holder = holder;
    private readonly int _pointer = pointer;

    public bool IsNull => _holder.IsNull(_pointer);

    public void Clear() => _holder.Clear(_pointer);

    public void SetText(ReadOnlySpan<char> text) => _holder.SetText(_pointer, text);

    public void SetData(ReadOnlySpan<byte> data) => _holder.SetBytes(_pointer, data);

    /// <summary>A copy of a struct of another message.</summary>
    public void SetStruct(StructReader value) => _holder.SetStruct(_pointer, value, 0, 0);

    public T InitStruct<T>()
        where T : IStructBuilder<T>, allows ref struct =>
        T.From(_holder.InitStruct(_pointer, T.DataWords, T.Pointers));

    public T InitList<T>(int count)
        where T : IListBuilder<T>, allows ref struct =>
        _holder.InitList<T>(_pointer, count);

    /// <summary>What was made there before; made now when nothing was.</summary>
    public T Struct<T>()
        where T : IStructBuilder<T>, allows ref struct =>
        T.From(_holder.Struct(_pointer, T.DataWords, T.Pointers));

    /// <summary>What was made there before; empty when nothing was.</summary>
    public T List<T>()
        where T : IListBuilder<T>, allows ref struct =>
        _holder.List<T>(_pointer);
}
