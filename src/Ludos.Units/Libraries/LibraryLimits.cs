using Ludos.Protocols.Units.V1;

namespace Ludos.Units;

/// <summary>What one library may use.</summary>
public sealed record LibraryLimits
{
    public const int MaxLibraries = 256;
    public const int MaxMethods = 1024;
    public const int MaxNameLength = 64;

    /// <summary>Most bytes of a call's input.</summary>
    public const int MaxInputBytes = JobsLayout.JobMaxInputBytes;

    /// <summary>Most bytes of a call's parameters.</summary>
    public const int MaxParameterBytes = JobsLayout.JobMaxParameterBytes;

    /// <summary>Most bytes of a call's output.</summary>
    public const int MaxOutputBytes = JobsLayout.JobMaxOutputBytes;

    public static LibraryLimits Default { get; } = new();

    /// <summary>Budget of one call: function entries, loop headers and bulk bytes. Default 2,000,000,000, about two seconds.</summary>
    public long FuelPerCall { get; init; } = 2_000_000_000;

    /// <summary>64 KiB pages that an instance's memory may grow to. Default 1,024 (64 MiB).</summary>
    public uint MaxMemoryPages { get; init; } = 1024;
}
