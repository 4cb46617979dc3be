using System.Collections.Immutable;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>
/// Bytes that passed <see cref="ModuleVerifier"/>: the only thing that a loader takes, and only the verifier makes one.
/// Immutable and thread-safe.
/// </summary>
/// <remarks>The bytes are Trust's own, in a copy or a sealed <see cref="ModuleBuffer"/>, so what was measured is what is run.</remarks>
public sealed class VerifiedModule
{
    internal VerifiedModule(ReadOnlyMemory<byte> bytes, GmodContainer? container, ModuleOrigin origin, string name, Publisher? publisher)
    {
        Bytes = bytes;
        Digest = container?.Digest ?? Digest.Of(bytes.Span);
        Files = container?.Files ?? [];
        Origin = origin;
        Name = name;
        Publisher = publisher;
    }

    /// <summary>The module: a .gmod file or wasm code.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Of a .gmod the module digest, SHA-256 of its head; of anything else SHA-256 of <see cref="Bytes"/>.</summary>
    public Digest Digest { get; }

    /// <summary>The files of a .gmod, each checked against its digest; empty for anything else.</summary>
    public ImmutableArray<PackageFile> Files { get; }

    public ModuleOrigin Origin { get; }

    /// <summary>The path or file name to use in messages.</summary>
    public string Name { get; }

    /// <summary>Who signed it; null for unsigned content. Loaders hold the manifest against the publisher's statement.</summary>
    public Publisher? Publisher { get; }
}
