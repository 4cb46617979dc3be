using System.Runtime.CompilerServices;
using Ludos.Base;

namespace Ludos.Projections.Wasm4.Lettering;

/// <summary>
/// 224 glyphs of 8x8 pixels for codes 32 to 255, eight bytes each, top row first, leftmost pixel in the highest bit; a set bit is background.
/// Immutable; safe to share between threads.
/// </summary>
public sealed class Font
{
    public const int FirstCode = 32;
    public const int LastCode = 255;
    public const int GlyphSize = 8;
    public const int SizeBytes = (LastCode - FirstCode + 1) * GlyphSize;

    private readonly byte[] _bytes;

    private Font(ReadOnlySpan<byte> bytes)
    {
        _bytes = GC.AllocateUninitializedArray<byte>(SizeBytes, pinned: true);
        bytes.CopyTo(_bytes);
    }

    /// <summary>The font that Ludos brings.</summary>
    public static Font BuiltIn { get; } = new(FontArt.Read());

    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The glyphs' address; they are pinned for the font's life.</summary>
    internal unsafe byte* Pointer => (byte*)Unsafe.AsPointer(ref _bytes[0]);

    /// <summary>A font of the user's own.</summary>
    /// <param name="bytes">Exactly <see cref="SizeBytes"/> bytes in the order above.</param>
    /// <param name="name">What to call the font in a message, usually its path.</param>
    public static Result<Font, CartErrorCode> Load(ReadOnlySpan<byte> bytes, string name)
        => bytes.Length == SizeBytes
            ? new Font(bytes)
            : new Fault<CartErrorCode>(
                CartErrorCode.BadFont,
                $"The font {name} is {bytes.Length} bytes long; a font is exactly {SizeBytes} bytes.",
                "Give 224 glyphs of 8 bytes, codes 32 to 255, top row first; a set bit is background.");
}
