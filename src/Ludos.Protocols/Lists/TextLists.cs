using System.Text;

namespace Ludos.Protocols;

/// <summary>A list of texts.</summary>
public readonly ref struct TextListReader(ListReader raw) : IListReader<TextListReader>
{
    private readonly ListReader _raw = raw;

    public static ElementSize ElementSize => ElementSize.Pointer;

    public int Count => _raw.Count;

    /// <summary>Bytes that are not UTF-8 become replacement characters.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element, in a message that is sound so far.</exception>
    public string this[int index] => Encoding.UTF8.GetString(Utf8(index));

    public static TextListReader From(ListReader raw) => new(raw);

    /// <summary>Where it lies, without its zero.</summary>
    public ReadOnlySpan<byte> Utf8(int index) => _raw.Text(index);
}

/// <summary>A list of texts under construction.</summary>
public readonly ref struct TextListBuilder(ListBuilder raw) : IListBuilder<TextListBuilder>
{
    private readonly ListBuilder _raw = raw;

    public static ElementSize ElementSize => ElementSize.Pointer;

    static int IListBuilder<TextListBuilder>.DataWords => 0;

    static int IListBuilder<TextListBuilder>.Pointers => 0;

    public int Count => _raw.Count;

    public static TextListBuilder From(ListBuilder raw) => new(raw);

    public void Set(int index, ReadOnlySpan<char> text) => _raw.SetText(index, text);

    public void SetUtf8(int index, ReadOnlySpan<byte> text) => _raw.SetTextUtf8(index, text);
}
