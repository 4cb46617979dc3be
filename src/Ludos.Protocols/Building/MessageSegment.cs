using System.Runtime.InteropServices;

namespace Ludos.Protocols;

/// <summary>One run of words of a message that is being built. Zero behind what is used.</summary>
internal sealed class MessageSegment(int id, int words)
{
    public int Id { get; } = id;

    public byte[] Bytes { get; } = new byte[words * MessageLimits.WordBytes];

    public int UsedBytes { get; private set; }

    public ulong Word(int offset) => MemoryMarshal.Read<ulong>(Bytes.AsSpan(offset));

    public void SetWord(int offset, ulong word) => MemoryMarshal.Write(Bytes.AsSpan(offset), word);

    /// <summary>Takes words from the free end; false when there are not so many.</summary>
    public bool TryTake(int words, out int offset)
    {
        offset = UsedBytes;
        if (words > (Bytes.Length - UsedBytes) / MessageLimits.WordBytes)
        {
            return false;
        }

        UsedBytes += words * MessageLimits.WordBytes;
        return true;
    }

    public void Clear()
    {
        Bytes.AsSpan(0, UsedBytes).Clear();
        UsedBytes = 0;
    }
}
