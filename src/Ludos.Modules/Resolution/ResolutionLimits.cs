namespace Ludos.Modules;

/// <summary>Bounds on what a catalogue may put before the resolver.</summary>
public static class ResolutionLimits
{
    /// <summary>Modules that one run looks at.</summary>
    public const int MaxModules = 20_000;

    public const int MaxVersionsPerModule = 4_096;

    /// <summary>Conflicts that one run resolves before it gives up; a hostile catalogue can ask for more than there is time for.</summary>
    public const int MaxConflicts = 100_000;

    /// <summary>Lines of an explanation.</summary>
    public const int MaxExplanationLines = 60;

    /// <summary>Bytes of a lockfile.</summary>
    public const int MaxLockfileBytes = 16 * 1024 * 1024;
}
