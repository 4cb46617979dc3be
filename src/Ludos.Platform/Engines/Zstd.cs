using System.Runtime.InteropServices;

namespace Ludos.Platform.Engines;

/// <summary>libzstd, when the machine has it. Thread-safe.</summary>
public static unsafe partial class Zstd
{
    /// <summary>The strongest level that needs no unusual memory to decode.</summary>
    public const int MaxLevel = 19;

    /// <summary>What <see cref="ContentSize"/> says of a frame that does not tell.</summary>
    public const long UnknownSize = -1;

    private const string Library = "libzstd.so.1";
    private const ulong SizeUnknown = ulong.MaxValue;
    private const ulong SizeError = ulong.MaxValue - 1;

    private static readonly Lazy<bool> Loaded = new(() => NativeLibrary.TryLoad(Library, out _));

    /// <summary>Whether compressors and decompressors can be made.</summary>
    public static bool IsPresent => Loaded.Value;

    /// <summary>Bytes that compressing this many can need at most.</summary>
    public static int MaxCompressedBytes(int plainBytes) => checked((int)Bound((nuint)plainBytes));

    /// <summary>How many bytes the first frame says it decodes to: what a stranger says. <see cref="UnknownSize"/> when it says nothing or is no frame.</summary>
    public static long ContentSize(ReadOnlySpan<byte> frame)
    {
        fixed (byte* at = frame)
        {
            var size = FrameContentSize(at, (nuint)frame.Length);
            return size is SizeUnknown or SizeError or > long.MaxValue ? UnknownSize : (long)size;
        }
    }

    internal static bool IsError(nuint code) => IsErrorCode(code) != 0;

    [LibraryImport(Library, EntryPoint = "ZSTD_compressBound")]
    private static partial nuint Bound(nuint plainBytes);

    [LibraryImport(Library, EntryPoint = "ZSTD_getFrameContentSize")]
    private static partial ulong FrameContentSize(byte* source, nuint sourceBytes);

    [LibraryImport(Library, EntryPoint = "ZSTD_isError")]
    private static partial uint IsErrorCode(nuint code);

    /// <summary>Entry points that take a context; the two classes beside this one own those.</summary>
    internal static partial class Calls
    {
        [LibraryImport(Library, EntryPoint = "ZSTD_createCCtx")]
        internal static partial nint CreateCompressor();

        [LibraryImport(Library, EntryPoint = "ZSTD_freeCCtx")]
        internal static partial nuint FreeCompressor(nint context);

        [LibraryImport(Library, EntryPoint = "ZSTD_CCtx_reset")]
        internal static partial nuint ResetCompressor(nint context, int directive);

        [LibraryImport(Library, EntryPoint = "ZSTD_CCtx_setParameter")]
        internal static partial nuint SetParameter(nint context, int parameter, int value);

        [LibraryImport(Library, EntryPoint = "ZSTD_CCtx_refPrefix")]
        internal static partial nuint UsePrefix(nint context, byte* prefix, nuint prefixBytes);

        [LibraryImport(Library, EntryPoint = "ZSTD_compress2")]
        internal static partial nuint Compress(nint context, byte* destination, nuint destinationBytes, byte* source, nuint sourceBytes);

        [LibraryImport(Library, EntryPoint = "ZSTD_createDCtx")]
        internal static partial nint CreateDecompressor();

        [LibraryImport(Library, EntryPoint = "ZSTD_freeDCtx")]
        internal static partial nuint FreeDecompressor(nint context);

        [LibraryImport(Library, EntryPoint = "ZSTD_DCtx_reset")]
        internal static partial nuint ResetDecompressor(nint context, int directive);

        [LibraryImport(Library, EntryPoint = "ZSTD_DCtx_setParameter")]
        internal static partial nuint SetDecompressorParameter(nint context, int parameter, int value);

        [LibraryImport(Library, EntryPoint = "ZSTD_DCtx_refPrefix")]
        internal static partial nuint UseDecompressorPrefix(nint context, byte* prefix, nuint prefixBytes);

        [LibraryImport(Library, EntryPoint = "ZSTD_decompressDCtx")]
        internal static partial nuint Decompress(nint context, byte* destination, nuint destinationBytes, byte* source, nuint sourceBytes);
    }
}
