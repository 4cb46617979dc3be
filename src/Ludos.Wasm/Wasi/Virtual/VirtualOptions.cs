namespace Ludos.Wasm.Wasi;

/// <summary>How large a file system in memory may get, and what it says of itself.</summary>
public sealed record VirtualOptions
{
    /// <summary>Bytes of file content that was written, in blocks of 64 KiB; beyond: Nospc. Files that came as assets count once they are changed. Default 256 MiB.</summary>
    public long MaxBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>Length of one file, holes included; beyond: Fbig. Default 1 GiB.</summary>
    public long MaxFileBytes { get; init; } = 1024L * 1024 * 1024;

    /// <summary>Files, folders and links; beyond: Nospc. Default 100,000.</summary>
    public int MaxNodes { get; init; } = 100_000;

    /// <summary>Number of the file system in a file's facts; give two that one program sees different ones. Default 1.</summary>
    public ulong Device { get; init; } = 1;

    /// <summary>Whence time stamps come; null, the default: they are 0 until the program sets them, so that nothing depends on when it ran.</summary>
    public IWasiClock? Clock { get; init; }
}
