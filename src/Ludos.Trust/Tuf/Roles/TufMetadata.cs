namespace Ludos.Trust;

/// <summary>What every role's metadata says. Immutable. A value of this type says nothing about whether it is trusted.</summary>
/// <param name="Version">1 or more.</param>
/// <param name="Expires">Not to be used from this moment on.</param>
public abstract record TufMetadata(long Version, DateTimeOffset Expires)
{
    /// <summary>The role's type as it stands in <c>_type</c>.</summary>
    public abstract string Type { get; }

    /// <summary>Whether it may not be used any more.</summary>
    public bool IsExpired(DateTimeOffset now) => now >= Expires;
}
