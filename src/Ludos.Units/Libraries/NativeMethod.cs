namespace Ludos.Units;

/// <summary>A method that the host itself brings. Returns the bytes that it wrote to the output, the bytes it would need when that is more than there is room for, or a fault code below 0.</summary>
public delegate int NativeMethod(ReadOnlySpan<byte> input, ReadOnlySpan<byte> parameters, Span<byte> output);
