namespace Ludos.State;

/// <summary>Brings a process's maps up to what the directory says.</summary>
internal unsafe interface IRegionFollower
{
    /// <summary>Changes whenever a region was added or moved.</summary>
    uint* Changes { get; }

    /// <summary>Maps what was added and maps anew what was moved.</summary>
    void Follow();
}
