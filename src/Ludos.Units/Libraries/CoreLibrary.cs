using System.Buffers.Binary;
using System.Security.Cryptography;
using Ludos.Base.Checksums;

namespace Ludos.Units;

/// <summary>What every catalog can have without any code of its own: library <c>core</c> with <c>sha256</c> and <c>crc32c</c> of the input.</summary>
public static class CoreLibrary
{
    public const string Name = "core";

    public static Library Instance { get; } = NativeLibrary.Of(Name, [("sha256", Sha256), ("crc32c", Crc)]).Value;

    private static int Sha256(ReadOnlySpan<byte> input, ReadOnlySpan<byte> parameters, Span<byte> output)
    {
        if (output.Length >= SHA256.HashSizeInBytes)
        {
            SHA256.HashData(input, output);
        }

        return SHA256.HashSizeInBytes;
    }

    private static int Crc(ReadOnlySpan<byte> input, ReadOnlySpan<byte> parameters, Span<byte> output)
    {
        if (output.Length >= sizeof(uint))
        {
            BinaryPrimitives.WriteUInt32LittleEndian(output, Crc32C.Of(input));
        }

        return sizeof(uint);
    }
}
