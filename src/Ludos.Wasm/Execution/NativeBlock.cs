using System.Runtime.InteropServices;

namespace Ludos.Wasm.Execution;

/// <summary>Zeroed native bytes, 16-byte aligned, freed with the last reference: compiled code holds bare pointers into it.</summary>
internal sealed unsafe class NativeBlock
{
    public const int AlignmentBytes = 16;

    public NativeBlock(int sizeBytes)
    {
        Pointer = (byte*)NativeMemory.AlignedAlloc((nuint)Math.Max(AlignmentBytes, sizeBytes), AlignmentBytes);
        new Span<byte>(Pointer, Math.Max(AlignmentBytes, sizeBytes)).Clear();
    }

    ~NativeBlock() => NativeMemory.AlignedFree(Pointer);

    public byte* Pointer { get; }
}
