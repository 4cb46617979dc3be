using System.Text;

namespace Ludos.Bench.Distribution.Store;

/// <summary>Bytes that compress like a game's own data: records of text with numbers in them.</summary>
internal static class StoreContent
{
    internal static byte[] Text(int sizeBytes)
    {
        var bytes = new byte[sizeBytes];
        var state = 0x9E37_79B9_7F4A_7C15UL;
        for (var (at, record) = (0, 0); at < bytes.Length; record++)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            var line = Encoding.ASCII.GetBytes($"{{\"fish\":{record},\"x\":{state % 100_000 / 100.0},\"y\":{(state >> 20) % 100_000 / 100.0},\"species\":\"{(state >> 40) % 12}\",\"awake\":true}}\n");
            var length = Math.Min(line.Length, bytes.Length - at);
            line.AsSpan(0, length).CopyTo(bytes.AsSpan(at));
            at += length;
        }

        return bytes;
    }
}
