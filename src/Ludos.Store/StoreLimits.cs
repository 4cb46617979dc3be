namespace Ludos.Store;

/// <summary>What the store takes at most.</summary>
public static class StoreLimits
{
    /// <summary>Plain bytes of one object: as much as the largest module.</summary>
    public const int MaxObjectBytes = 256 * 1024 * 1024;

    /// <summary>Bytes of one object as stored: an encoding that grows content by more than this is not kept.</summary>
    public const int MaxStoredBytes = MaxObjectBytes + (1024 * 1024);

    /// <summary>A pack is closed when it has grown past this.</summary>
    public const int PackBytes = 16 * 1024 * 1024;

    /// <summary>Objects in one pack.</summary>
    public const int MaxPackObjects = 1 << 20;

    /// <summary>Digests in one holder's record: what 16 GiB of modules need.</summary>
    public const int MaxHeldObjects = 1 << 19;

    /// <summary>Characters of a holder's name.</summary>
    public const int MaxHolderNameLength = 120;

    /// <summary>Files in a chunk map: as many as in a module.</summary>
    public const int MaxMapFiles = 4_096;

    /// <summary>Chunks in a map, all files together.</summary>
    public const int MaxMapChunks = 65_536;

    /// <summary>Bytes of the largest chunk that a map may name.</summary>
    public const int MaxChunkBytes = 1024 * 1024;

    /// <summary>Bytes of the largest chunk map.</summary>
    public const int MaxMapBytes = 4 * 1024 * 1024;
}
