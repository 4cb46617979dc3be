namespace Ludos.Protocols.Tests.Reading;

/// <summary>Messages written word by word, as no builder would.</summary>
internal static class HandMade
{
    public static byte[] Frame(params ulong[][] segments)
    {
        var bytes = new byte[MessageFrame.TableBytes(segments.Length) + (segments.Sum(segment => segment.Length) * 8)];
        BitConverter.TryWriteBytes(bytes, segments.Length - 1);
        var at = MessageFrame.TableBytes(segments.Length);
        for (var index = 0; index < segments.Length; index++)
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(4 * (index + 1)), segments[index].Length);
            foreach (var word in segments[index])
            {
                BitConverter.TryWriteBytes(bytes.AsSpan(at), word);
                at += 8;
            }
        }

        return bytes;
    }

    public static ulong Struct(int offset, int data, int pointers) => (uint)(offset << 2) | ((ulong)(uint)data << 32) | ((ulong)(uint)pointers << 48);

    public static ulong List(int offset, ElementSize size, int count) => (uint)((offset << 2) | 1) | ((ulong)size << 32) | ((ulong)(uint)count << 35);

    public static ulong Far(int segment, int word, bool isDouble = false) => (uint)((word << 3) | (isDouble ? 4 : 0) | 2) | ((ulong)(uint)segment << 32);

    public const ulong Capability = 3;
}
