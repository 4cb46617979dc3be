namespace Ludos.Wasm.Wasi;

/// <summary>What is told of a file. Times are nanoseconds since 1970.</summary>
/// <param name="Device">The file system it lies in.</param>
/// <param name="Inode">Its number there.</param>
/// <param name="Type">What it is.</param>
/// <param name="Links">Names it has.</param>
/// <param name="SizeBytes">Its length; of a link, that of its content.</param>
/// <param name="AccessedNs">Last read.</param>
/// <param name="ModifiedNs">Last written.</param>
/// <param name="ChangedNs">Last change of what is told here.</param>
public readonly record struct WasiFileStat(ulong Device, ulong Inode, WasiFileType Type, ulong Links, ulong SizeBytes, ulong AccessedNs, ulong ModifiedNs, ulong ChangedNs);

/// <summary>One name in a folder.</summary>
/// <param name="Name">The name, without slashes.</param>
/// <param name="Inode">The number of what it names.</param>
/// <param name="Type">What it names; <see cref="WasiFileType.Unknown"/> where the file system does not tell.</param>
public readonly record struct WasiDirectoryEntry(string Name, ulong Inode, WasiFileType Type);
