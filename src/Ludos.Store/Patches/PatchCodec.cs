namespace Ludos.Store;

/// <summary>How a patch tells a file's difference from its bases. The numbers are part of the format.</summary>
public enum PatchCodec : byte
{
    /// <summary>A zstd frame that has the bases as its prefix: copies and new bytes. Best for text.</summary>
    Zstd = 1,

    /// <summary>Stretches of the bases with deltas added, and new bytes: best for code, where addresses shift.</summary>
    Diff = 2,
}

/// <summary>The codecs' names in a release.</summary>
public static class PatchCodecNames
{
    private const string ZstdName = "zstd";
    private const string DiffName = "bsdiff";

    public static string Of(PatchCodec codec) => codec == PatchCodec.Zstd ? ZstdName : DiffName;

    public static bool TryParse(string name, out PatchCodec codec)
    {
        codec = name == ZstdName ? PatchCodec.Zstd : PatchCodec.Diff;
        return name is ZstdName or DiffName;
    }
}
