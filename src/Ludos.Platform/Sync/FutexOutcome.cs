namespace Ludos.Platform.Sync;

/// <summary>Why a wait ended.</summary>
public enum FutexOutcome
{
    /// <summary>Somebody woke one of the words.</summary>
    Woken,

    /// <summary>One of them had another value to begin with.</summary>
    Changed,

    TimedOut,
}
