namespace Ludos.Store;

/// <summary>How an object's bytes are kept and sent. The numbers are part of the formats.</summary>
public enum ObjectEncoding : byte
{
    /// <summary>As they are.</summary>
    Identity = 0,

    /// <summary>One zstd frame that tells its content's size.</summary>
    Zstd = 1,

    /// <summary>One brotli stream.</summary>
    Brotli = 2,

    /// <summary>A nonce, and ChaCha20-Poly1305 over the encoding inside and the bytes so encoded.</summary>
    Sealed = 3,
}
