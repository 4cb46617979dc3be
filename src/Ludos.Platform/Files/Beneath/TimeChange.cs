namespace Ludos.Platform.Files.Beneath;

/// <summary>What becomes of one time stamp of a file.</summary>
/// <param name="Way">Kept, set to the kernel's now, or to <paramref name="AtNs"/>.</param>
/// <param name="AtNs">Nanoseconds since 1970.</param>
public readonly record struct TimeChange(TimeChangeWay Way, ulong AtNs = 0);

public enum TimeChangeWay
{
    Keep,
    Now,
    At,
}
