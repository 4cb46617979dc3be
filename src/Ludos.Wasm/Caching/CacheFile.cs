using System.Buffers.Binary;
using System.Security.Cryptography;
using Ludos.Base;
using Ludos.Wasm.Compilation;
using Ludos.Wasm.Compilation.Emission;

namespace Ludos.Wasm.Caching;

/// <summary>
/// One chunk of code as a file: magic, a code that only this user's key makes (HMAC-SHA256 of all the rest), what engine wrote it, whose code it is,
/// then the tables and the assembly. IL is code, so nothing is looked at before the code is found right.
/// </summary>
internal static class CacheFile
{
    public const int KeyBytes = 32;

    private const int DigestBytes = 32;
    private const int MagicBytes = 8;
    private const int MacAt = MagicBytes;
    private const int EngineAt = MacAt + DigestBytes;
    private const int KeyAt = EngineAt + DigestBytes;
    private const int BodyAt = KeyAt + DigestBytes;

    private static ReadOnlySpan<byte> Magic => "LUDOSIL\u0001"u8;

    public static byte[] Encode(CompiledChunk chunk, byte[] engine, CodeKey key, byte[] userKey)
    {
        var writer = new MemoryStream(chunk.Image.Bytes.Length + 4096);
        writer.Write(Magic);
        writer.Write(new byte[DigestBytes]);
        writer.Write(engine);
        writer.Write(key.Digest);
        Numbers(writer, chunk.Unoptimised);
        Pairs(writer, chunk.Invokers);
        Pairs(writer, chunk.HostCalls);
        Pairs(writer, chunk.Entries);
        Pairs(writer, chunk.Image.Places);
        Number(writer, chunk.Image.Bytes.Length);
        writer.Write(chunk.Image.Bytes);
        var file = writer.ToArray();
        Seal(file, userKey);
        return file;
    }

    /// <summary>The chunk, or why the file is not used.</summary>
    /// <param name="name">For messages.</param>
    public static Result<CompiledChunk, CodeCacheErrorCode> Decode(byte[] file, byte[] engine, CodeKey key, byte[] userKey, string name)
    {
        if (file.Length < BodyAt || !file.AsSpan(0, MagicBytes).SequenceEqual(Magic))
        {
            return Fault(CodeCacheErrorCode.Damaged, $"{name} is no cached code");
        }

        Span<byte> expected = stackalloc byte[DigestBytes];
        Mac(file, userKey, expected);
        if (!CryptographicOperations.FixedTimeEquals(expected, file.AsSpan(MacAt, DigestBytes)))
        {
            return Fault(CodeCacheErrorCode.NotOurs, $"{name} was changed, or was not written by this user");
        }

        if (!file.AsSpan(EngineAt, DigestBytes).SequenceEqual(engine))
        {
            return Fault(CodeCacheErrorCode.OtherEngine, $"{name} was written by another build of the engine, or on another machine");
        }

        return file.AsSpan(KeyAt, DigestBytes).SequenceEqual(key.Digest) && Body(file) is { } chunk
            ? chunk
            : Fault(CodeCacheErrorCode.Damaged, $"{name} does not hold what its name says");
    }

    /// <summary>Writes the code that makes a file this user's.</summary>
    public static void Seal(byte[] file, byte[] userKey) => Mac(file, userKey, file.AsSpan(MacAt, DigestBytes));

    private static void Mac(byte[] file, byte[] userKey, Span<byte> mac)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, userKey);
        hash.AppendData(file, 0, MagicBytes);
        hash.AppendData(file, EngineAt, file.Length - EngineAt);
        hash.GetHashAndReset(mac);
    }

    private static CompiledChunk? Body(byte[] file)
    {
        var at = BodyAt;
        return Numbers(file, ref at) is { } unoptimised && Pairs(file, ref at) is { } invokers && Pairs(file, ref at) is { } hosts && Pairs(file, ref at) is { } entries
            && Pairs(file, ref at) is { } places && Number(file, ref at) is { } length && length == file.Length - at
            && Array.TrueForAll(places, place => place.A >= 0 && place.A <= length - sizeof(int))
            ? new CompiledChunk(new AssemblyImage(file[at..], places), unoptimised, invokers, hosts, entries)
            : null;
    }

    private static int? Number(byte[] file, ref int at)
    {
        if (file.Length - at < sizeof(int))
        {
            return null;
        }

        at += sizeof(int);
        return BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at - sizeof(int)));
    }

    private static int[]? Numbers(byte[] file, ref int at)
    {
        if (Number(file, ref at) is not { } count || count < 0 || count > (file.Length - at) / sizeof(int))
        {
            return null;
        }

        var numbers = new int[count];
        for (var i = 0; i < count; i++)
        {
            numbers[i] = Number(file, ref at)!.Value;
        }

        return numbers;
    }

    private static (int A, int B)[]? Pairs(byte[] file, ref int at)
    {
        if (Numbers(file, ref at) is not { } numbers || numbers.Length % 2 != 0)
        {
            return null;
        }

        var pairs = new (int A, int B)[numbers.Length / 2];
        for (var i = 0; i < pairs.Length; i++)
        {
            pairs[i] = (numbers[2 * i], numbers[(2 * i) + 1]);
        }

        return pairs;
    }

    private static void Number(Stream writer, int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        writer.Write(bytes);
    }

    private static void Numbers(Stream writer, int[] values)
    {
        Number(writer, values.Length);
        Array.ForEach(values, value => Number(writer, value));
    }

    private static void Pairs(Stream writer, (int A, int B)[] pairs)
    {
        Number(writer, pairs.Length * 2);
        foreach (var (a, b) in pairs)
        {
            Number(writer, a);
            Number(writer, b);
        }
    }

    private static Fault<CodeCacheErrorCode> Fault(CodeCacheErrorCode code, string message) =>
        new(code, message + ".", "The module is compiled anew, and the file replaced.");
}
