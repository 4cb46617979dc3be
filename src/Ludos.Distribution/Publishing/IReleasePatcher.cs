using System.Collections.Immutable;
using Ludos.Base;

namespace Ludos.Distribution;

/// <summary>A patch to upload, and how the release offers it.</summary>
public sealed record MadePatch(ReleasePatch Offer, ReadOnlyMemory<byte> Bytes);

/// <summary>Makes shorter ways to a module's files from what was published before.</summary>
public interface IReleasePatcher
{
    /// <summary>Patches that are smaller than what they spare. A version that cannot be fetched makes none: a patch is a courtesy.</summary>
    Task<ImmutableArray<MadePatch>> Make(PackedModule module, ModuleIndex published, CancellationToken cancellation);
}
