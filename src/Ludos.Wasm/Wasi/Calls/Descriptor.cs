namespace Ludos.Wasm.Wasi.Calls;

/// <summary>One open descriptor.</summary>
internal sealed class Descriptor(IWasiNode node, WasiRights rights, WasiRights inheriting)
{
    public IWasiNode Node { get; } = node;

    public WasiRights Rights { get; set; } = rights;

    /// <summary>The most that descriptors opened through this folder may have.</summary>
    public WasiRights Inheriting { get; set; } = inheriting;

    public WasiFdFlags Flags { get; set; }

    /// <summary>Where the next read or write of a file goes on.</summary>
    public ulong Offset { get; set; }

    /// <summary>The host handed it in; closing the descriptor does not dispose it.</summary>
    public bool IsGranted { get; init; }

    /// <summary>UTF-8; null unless the folder was granted at the start.</summary>
    public byte[]? PreopenName { get; init; }

    /// <summary>What fd_readdir began to tell at cookie 0.</summary>
    public IReadOnlyList<WasiDirectoryEntry>? Listing { get; set; }

    public WasiFileType Type => Node switch
    {
        IWasiDirectory => WasiFileType.Directory,
        IWasiFile => WasiFileType.RegularFile,
        IWasiStream { IsTerminal: true } => WasiFileType.CharacterDevice,
        _ => WasiFileType.Unknown,
    };
}
