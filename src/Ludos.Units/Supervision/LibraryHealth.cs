namespace Ludos.Units;

/// <summary>Where a library stands. Moves go downwards only, but that a restart that succeeded leads from <see cref="Ailing"/> back to <see cref="Running"/>.</summary>
public enum LibraryHealth
{
    /// <summary>No instance was needed yet.</summary>
    Idle,
    Running,

    /// <summary>The last call crashed or the last start failed; the next call starts an instance anew.</summary>
    Ailing,

    /// <summary>Its restarts are used up. It stays so until its supervisor is told to <see cref="LibrarySupervisor.Reinstate"/> it.</summary>
    Retired,
}
