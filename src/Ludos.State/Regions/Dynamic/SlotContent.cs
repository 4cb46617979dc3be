namespace Ludos.State;

/// <summary>Where a slot's content lies and how long it is.</summary>
internal readonly unsafe struct SlotContent(byte* pointer, int sizeBytes)
{
    internal byte* Pointer => pointer;

    internal int SizeBytes => sizeBytes;

    internal ReadOnlySpan<byte> Bytes => new(pointer, sizeBytes);

    internal Span<byte> Writable => new(pointer, sizeBytes);
}
