namespace Ludos.Modules;

/// <summary>Why no set of versions was found.</summary>
public enum ResolveErrorCode
{
    /// <summary>There is none; the message is the chain of reasons, one a line.</summary>
    Unsolvable,

    /// <summary>The catalogue could not be asked.</summary>
    Unreachable,

    /// <summary>The catalogue contradicts itself: one version twice, or one dependency twice.</summary>
    BadCatalogue,

    /// <summary>More modules or versions than <see cref="ResolutionLimits"/> allows.</summary>
    TooLarge,

    /// <summary>Neither found nor excluded within <see cref="ResolutionLimits.MaxConflicts"/>.</summary>
    TooHard,
}
