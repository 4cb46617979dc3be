using System.Text;

namespace Ludos.Store.Tests;

/// <summary>Content that is the same on every machine.</summary>
internal static class Content
{
    /// <summary>Bytes that no codec shortens.</summary>
    internal static byte[] Noise(int sizeBytes, ulong seed = 1)
    {
        var bytes = new byte[sizeBytes];
        var numbers = new Numbers(seed);
        for (var at = 0; at < bytes.Length; at += sizeof(ulong))
        {
            BitConverter.GetBytes(numbers.Next()).AsSpan(0, Math.Min(sizeof(ulong), bytes.Length - at)).CopyTo(bytes.AsSpan(at));
        }

        return bytes;
    }

    /// <summary>Lines of words that every codec shortens.</summary>
    internal static byte[] Text(int sizeBytes, ulong seed = 1)
    {
        string[] words = ["arena", "region", "epoch", "unit", "grant", "fish", "shoal", "tide", "wave", "reef", "{", "}", "\n", "0", "1.5", "true"];
        var numbers = new Numbers(seed);
        var text = new StringBuilder();
        while (text.Length < sizeBytes)
        {
            _ = text.Append(words[numbers.Below(words.Length)]).Append(numbers.Below(9) == 0 ? numbers.Below(1000) : " ");
        }

        return Encoding.ASCII.GetBytes(text.ToString(0, sizeBytes));
    }
}
