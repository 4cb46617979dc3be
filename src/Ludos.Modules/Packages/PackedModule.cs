using Ludos.Base;

namespace Ludos.Modules;

/// <summary>A package that was just written.</summary>
/// <param name="Path">The .gmod.</param>
/// <param name="Manifest">Its manifest.</param>
/// <param name="Digest">The module's digest: that of its head.</param>
/// <param name="SizeBytes">Of the whole file.</param>
public sealed record PackedModule(string Path, ModuleManifest Manifest, Digest Digest, long SizeBytes);
