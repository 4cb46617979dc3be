using System.Runtime.InteropServices;

namespace Ludos.Protocols;

/// <summary>The bytes of one framed message and the budget of who reads it.</summary>
internal readonly ref struct MessageSource(ReadOnlySpan<byte> frame, ref ReadBudget budget)
{
    public readonly ReadOnlySpan<byte> Frame = frame;
    public readonly ref ReadBudget Budget = ref budget;

    public ulong Word(int offset) => MemoryMarshal.Read<ulong>(Frame[offset..]);
}
