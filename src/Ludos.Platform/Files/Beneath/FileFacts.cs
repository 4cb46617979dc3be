namespace Ludos.Platform.Files.Beneath;

/// <summary>What sort of thing a name stands for.</summary>
public enum FileKind
{
    Other,
    Plain,
    Folder,
    Link,
    BlockDevice,
    CharacterDevice,
    Socket,
    Pipe,
}

/// <summary>What the kernel knows about a file. Times are nanoseconds since 1970, never negative.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Device">The file system it lies in.</param>
/// <param name="Number">Its number there.</param>
/// <param name="Links">Names it has.</param>
/// <param name="SizeBytes">Its length.</param>
/// <param name="AccessedNs">Last read.</param>
/// <param name="ModifiedNs">Last write.</param>
/// <param name="ChangedNs">Last change of what is told here.</param>
public readonly record struct FileFacts(FileKind Kind, ulong Device, ulong Number, ulong Links, ulong SizeBytes, ulong AccessedNs, ulong ModifiedNs, ulong ChangedNs);

/// <summary>One name in a folder.</summary>
/// <param name="Name">The name.</param>
/// <param name="Number">The file's number in its file system.</param>
/// <param name="Kind"><see cref="FileKind.Other"/> also where the file system does not tell.</param>
public readonly record struct FolderEntry(string Name, ulong Number, FileKind Kind);
