namespace Ludos.Trust;

/// <summary>
/// Bytes that passed <see cref="ModuleVerifier"/>: the only thing that a loader takes, and only the verifier makes one.
/// Immutable and thread-safe.
/// </summary>
/// <remarks>The bytes are the verifier's own copy, so what was measured is what is run.</remarks>
public sealed class VerifiedModule
{
    internal VerifiedModule(ReadOnlyMemory<byte> bytes, string digest, ModuleOrigin origin, string name)
    {
        Bytes = bytes;
        Digest = digest;
        Origin = origin;
        Name = name;
    }

    /// <summary>The module: a .gmod file or wasm code.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>SHA-256 of <see cref="Bytes"/>, 64 lower-case hex digits.</summary>
    public string Digest { get; }

    public ModuleOrigin Origin { get; }

    /// <summary>The path or file name to use in messages.</summary>
    public string Name { get; }
}
