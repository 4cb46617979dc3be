using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Ludos.Base;

/// <summary>A SHA-256: the name of content. 32 bytes by value; equality is that of the bytes.</summary>
[SuppressMessage("Design", "CA1036:Override methods on comparable types", Justification = "Digests have an order for canonical lists only; smaller and larger mean nothing.")]
public readonly struct Digest : IEquatable<Digest>, IComparable<Digest>
{
    public const int SizeBytes = 32;

    /// <summary>Length of the hexadecimal text.</summary>
    public const int TextLength = 2 * SizeBytes;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    private readonly Bytes _bytes;

    /// <param name="bytes">Exactly 32 bytes; copied.</param>
    /// <exception cref="ArgumentException">Another length.</exception>
    public Digest(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != SizeBytes)
        {
            throw new ArgumentException($"A digest has {SizeBytes} bytes, not {bytes.Length}.", nameof(bytes));
        }

        bytes.CopyTo(_bytes);
    }

    [UnscopedRef]
    public ReadOnlySpan<byte> Span => MemoryMarshal.CreateReadOnlySpan(in Unsafe.As<Bytes, byte>(ref Unsafe.AsRef(in _bytes)), SizeBytes);

    public static bool operator ==(Digest left, Digest right) => left.Equals(right);

    public static bool operator !=(Digest left, Digest right) => !left.Equals(right);

    /// <summary>The digest of content.</summary>
    public static Digest Of(ReadOnlySpan<byte> content)
    {
        Span<byte> bytes = stackalloc byte[SizeBytes];
        SHA256.HashData(content, bytes);
        return new Digest(bytes);
    }

    /// <summary>Reads 64 lower-case hexadecimal digits, and nothing else.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Digest digest)
    {
        digest = default;
        if (text.Length != TextLength || text.ContainsAnyExcept(Digits))
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[SizeBytes];
        _ = Convert.FromHexString(text, bytes, out _, out _);
        digest = new Digest(bytes);
        return true;
    }

    /// <exception cref="FormatException">Not 64 lower-case hexadecimal digits.</exception>
    public static Digest Parse(ReadOnlySpan<char> text) => TryParse(text, out var digest) ? digest : throw new FormatException("A digest is 64 lower-case hexadecimal digits.");

    public bool Equals(Digest other) => Span.SequenceEqual(other.Span);

    public int CompareTo(Digest other) => Span.SequenceCompareTo(other.Span);

    public override bool Equals(object? obj) => obj is Digest other && Equals(other);

    /// <summary>The first bytes: they are as good as any, but who chooses the content can choose them.</summary>
    public override int GetHashCode() => MemoryMarshal.Read<int>(Span);

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(Span);

    [InlineArray(SizeBytes)]
    private struct Bytes
    {
        private byte _first;
    }
}
