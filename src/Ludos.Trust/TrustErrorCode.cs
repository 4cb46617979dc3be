namespace Ludos.Trust;

/// <summary>Why bytes were not accepted as a module.</summary>
public enum TrustErrorCode
{
    /// <summary>The origin asks for a signature, there is none, and development mode is off.</summary>
    UnsignedNeedsDev,

    /// <summary>More bytes than <see cref="TrustLimits.MaxModuleBytes"/>.</summary>
    TooLarge,

    /// <summary>No bytes at all.</summary>
    Empty,
}
