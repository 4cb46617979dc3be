using System.Buffers.Binary;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>The head of a key file, and where things lie. docs/reference/keys.md is the specification.</summary>
/// <param name="Derivation">How the passphrase becomes the key.</param>
/// <param name="WriteSalt">32 bytes, fresh at each write: the file's own key comes from them and the derived one.</param>
/// <param name="Check">16 bytes that only the right passphrase gives.</param>
/// <param name="ContentBytes">What follows, its tag included.</param>
internal sealed record KeyFileHead(KeyDerivation Derivation, ReadOnlyMemory<byte> WriteSalt, ReadOnlyMemory<byte> Check, int ContentBytes)
{
    internal const int Bytes = 96;
    internal const int WriteSaltBytes = 32;
    internal const int CheckBytes = 16;

    private const ulong Magic = 0x59454B534F44554C;
    private const ushort Version = 1;
    private const ushort Plain = 0;
    private const ushort ChaCha20Poly1305 = 1;

    internal bool IsSealed => Derivation.Kind != KeyDerivationKind.None;

    internal void Write(Span<byte> head)
    {
        head[..Bytes].Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(head, Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(head[8..], Version);
        BinaryPrimitives.WriteUInt16LittleEndian(head[10..], (ushort)Derivation.Kind);
        BinaryPrimitives.WriteUInt16LittleEndian(head[12..], IsSealed ? ChaCha20Poly1305 : Plain);
        BinaryPrimitives.WriteInt32LittleEndian(head[16..], Derivation.Passes);
        BinaryPrimitives.WriteInt32LittleEndian(head[20..], Derivation.MemoryKiB);
        BinaryPrimitives.WriteInt32LittleEndian(head[24..], ContentBytes);
        Derivation.Salt.Span.CopyTo(head[32..]);
        WriteSalt.Span.CopyTo(head[48..]);
        Check.Span.CopyTo(head[80..]);
    }

    /// <summary>Reads the head of a whole file, of which the digest at its end has been compared.</summary>
    internal static Result<KeyFileHead, KeyErrorCode> Read(ReadOnlySpan<byte> file)
    {
        if (BinaryPrimitives.ReadUInt64LittleEndian(file) != Magic)
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.Damaged, "The file is no key file of Ludos.");
        }

        var version = BinaryPrimitives.ReadUInt16LittleEndian(file[8..]);
        var cipher = BinaryPrimitives.ReadUInt16LittleEndian(file[12..]);
        if (version != Version || cipher > ChaCha20Poly1305)
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.Unsupported, $"The key file is of version {version} with cipher {cipher}; this program reads version {Version}.", "Use a newer version of Ludos.");
        }

        var derivation = new KeyDerivation(
            (KeyDerivationKind)BinaryPrimitives.ReadUInt16LittleEndian(file[10..]),
            BinaryPrimitives.ReadInt32LittleEndian(file[16..]),
            BinaryPrimitives.ReadInt32LittleEndian(file[20..]),
            file.Slice(32, KeyDerivation.SaltBytes).ToArray());
        if (derivation.Check() is { } fault)
        {
            return fault;
        }

        var head = new KeyFileHead(derivation, file.Slice(48, WriteSaltBytes).ToArray(), file.Slice(80, CheckBytes).ToArray(), BinaryPrimitives.ReadInt32LittleEndian(file[24..]));
        Span<byte> again = stackalloc byte[Bytes];
        head.Write(again);
        var isPlainAndEmpty = head.IsSealed || !file[32..Bytes].ContainsAnyExcept((byte)0);
        return isPlainAndEmpty && file[..Bytes].SequenceEqual(again) && head.ContentBytes == file.Length - Bytes - Digest.SizeBytes
            ? head
            : new Fault<KeyErrorCode>(KeyErrorCode.Damaged, "The key file's head contradicts itself.", "Restore it from a copy.");
    }
}
