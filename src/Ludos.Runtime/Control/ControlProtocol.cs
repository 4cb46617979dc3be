using System.Text.Json;

namespace Ludos.Runtime.Control;

/// <summary>What both ends of the control socket agree on: one line of JSON asks, one line answers, then the connection ends.</summary>
internal static class ControlProtocol
{
    public const int MaxRequestBytes = 64 * 1024;
    public const int MaxReplyBytes = 4 * 1024 * 1024;
    public const int MaxDepth = 16;
    public const string SocketSuffix = ".sock";
    public const string ArenaSuffix = ".arena";

    /// <summary>How long either end waits for a line that was begun or is due.</summary>
    public static readonly TimeSpan LineTimeout = TimeSpan.FromSeconds(5);

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Reads up to a line feed, which is not part of what is returned.</summary>
    /// <returns>Null when the other side ended first or wrote more than <paramref name="maxBytes"/>.</returns>
    /// <exception cref="IOException">The other side was silent for too long.</exception>
    public static byte[]? ReadLine(Stream stream, int maxBytes)
    {
        const int ChunkBytes = 4_096;
        using var line = new MemoryStream();
        var chunk = new byte[ChunkBytes];
        while (line.Length <= maxBytes)
        {
            var count = stream.Read(chunk);
            if (count == 0)
            {
                return null;
            }

            var end = Array.IndexOf(chunk, (byte)'\n', 0, count);
            line.Write(chunk, 0, end < 0 ? count : end);
            if (end >= 0)
            {
                return line.Length <= maxBytes ? line.ToArray() : null;
            }
        }

        return null;
    }
}
