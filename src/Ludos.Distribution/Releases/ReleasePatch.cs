using Ludos.Base;

namespace Ludos.Distribution;

/// <summary>How a patch is undone into a file.</summary>
public enum PatchKind
{
    /// <summary>zstd with the old file as its prefix.</summary>
    Zstd,

    /// <summary>Differences of a suffix-sorted old file, for machine code.</summary>
    Bsdiff,
}

/// <summary>A shorter way to a file for who has an older one.</summary>
/// <param name="Path">The file of this release that it makes.</param>
/// <param name="From">Digest of the old file that it starts from.</param>
/// <param name="Kind">Its codec.</param>
/// <param name="Object">The patch.</param>
public sealed record ReleasePatch(string Path, Digest From, PatchKind Kind, ObjectRef Object);
