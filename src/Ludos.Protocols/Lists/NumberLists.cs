using System.Runtime.CompilerServices;

namespace Ludos.Protocols;

/// <summary>A list of numbers or of enums.</summary>
public readonly ref struct NumberListReader<T>(ListReader raw) : IListReader<NumberListReader<T>>
    where T : unmanaged
{
    private readonly ListReader _raw = raw;

    public static ElementSize ElementSize => NumberSize.Of<T>();

    public int Count => _raw.Count;

    /// <summary>All elements where they lie; empty when they do not lie densely, because their writer's schema made structs of them.</summary>
    public ReadOnlySpan<T> Span => _raw.Span<T>();

    /// <exception cref="ArgumentOutOfRangeException">There is no such element, in a message that is sound so far.</exception>
    public T this[int index] => _raw.Number<T>(index);

    public static NumberListReader<T> From(ListReader raw) => new(raw);

    public T[] ToArray()
    {
        var all = new T[Count];
        for (var index = 0; index < all.Length; index++)
        {
            all[index] = this[index];
        }

        return all;
    }
}

/// <summary>A list of numbers or of enums under construction.</summary>
public readonly ref struct NumberListBuilder<T>(ListBuilder raw) : IListBuilder<NumberListBuilder<T>>
    where T : unmanaged
{
    private readonly ListBuilder _raw = raw;

    public static ElementSize ElementSize => NumberSize.Of<T>();

    static int IListBuilder<NumberListBuilder<T>>.DataWords => 0;

    static int IListBuilder<NumberListBuilder<T>>.Pointers => 0;

    public int Count => _raw.Count;

    public Span<T> Span => _raw.Numbers<T>();

    public static NumberListBuilder<T> From(ListBuilder raw) => new(raw);
}

internal static class NumberSize
{
    public static ElementSize Of<T>()
        where T : unmanaged => Unsafe.SizeOf<T>() switch
        {
            1 => ElementSize.Byte,
            2 => ElementSize.TwoBytes,
            4 => ElementSize.FourBytes,
            _ => ElementSize.EightBytes,
        };
}
