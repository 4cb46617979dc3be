namespace Ludos.Trust;

/// <summary>Bounds on what is looked at before anything is known about it.</summary>
public static class TrustLimits
{
    /// <summary>The largest module, in bytes: 256 MiB.</summary>
    public const int MaxModuleBytes = 256 * 1024 * 1024;
}
