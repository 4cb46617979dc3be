using System.Buffers.Binary;
using Ludos.Base;
using Ludos.Distribution;

namespace Ludos.Bench.Distribution.Streaming;

/// <summary>Objects as a game's assets are: half of each compresses well, half not at all. The same in every process, from their numbers.</summary>
internal static class StreamContent
{
    public const int ObjectBytes = 200 * 1024;

    private const int WordBytes = 8;

    /// <summary>An object's plain bytes.</summary>
    public static byte[] Make(int round, int number)
    {
        var bytes = new byte[ObjectBytes];
        var random = new Random((round * 1_000_003) + number);
        random.NextBytes(bytes.AsSpan(0, ObjectBytes / 2));
        for (var at = ObjectBytes / 2; at < ObjectBytes; at += WordBytes)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at), at / 64 + number);
        }

        return bytes;
    }

    public static DownloadItem Item(int round, int number) => new(new ObjectRef(Digest.Of(Make(round, number)), ObjectBytes), $"stream {round}", $"assets/{number}");
}
