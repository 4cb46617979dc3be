namespace Ludos.Wasm.Wasi;

/// <summary>How much one program may ask of the host at once. Beyond a limit a call fails with the errno named.</summary>
public sealed record WasiLimits
{
    public static WasiLimits Default { get; } = new();

    /// <summary>Descriptors at once, the standard three and preopened folders included; beyond: Mfile.</summary>
    public int MaxDescriptors { get; init; } = 1_024;

    /// <summary>Buffers of one read or write; beyond: Inval.</summary>
    public int MaxVectors { get; init; } = 1_024;

    /// <summary>Bytes of a path, and of a link's content; beyond: Nametoolong.</summary>
    public int MaxPathBytes { get; init; } = 4_095;

    /// <summary>Bytes of one name in a path; beyond: Nametoolong.</summary>
    public int MaxNameBytes { get; init; } = 255;

    /// <summary>Names of a folder that is listed; beyond: Overflow.</summary>
    public int MaxDirectoryEntries { get; init; } = 1_000_000;

    /// <summary>Subscriptions of one poll_oneoff; beyond: Inval.</summary>
    public int MaxSubscriptions { get; init; } = 1_024;
}
