using Ludos.Base;

namespace Ludos.Platform.Files;

/// <summary>One folder whose files must outlive a crash. Names are plain file names. For one thread at a time.</summary>
public interface IFolder : IDisposable
{
    /// <summary>For messages.</summary>
    string Path { get; }

    /// <summary>Names of its plain files, in ordinal order.</summary>
    Result<IReadOnlyList<string>, FileErrorCode> Names();

    /// <summary>A new, empty file to append to. <see cref="FileErrorCode.Exists"/> when the name is taken.</summary>
    Result<IAppendFile, FileErrorCode> Create(string name);

    Result<IReadFile, FileErrorCode> OpenFile(string name);

    /// <summary>Gives a file another name, in one step; a file that had the name is replaced. Durable after <see cref="Sync"/>.</summary>
    Fault<FileErrorCode>? Rename(string from, string to);

    /// <summary>Durable after <see cref="Sync"/>. A file that is gone already is no fault.</summary>
    Fault<FileErrorCode>? Delete(string name);

    /// <summary>Returns once the names in the folder are on the disk.</summary>
    Fault<FileErrorCode>? Sync();
}

/// <summary>A file that grows at its end. For one thread at a time.</summary>
public interface IAppendFile : IDisposable
{
    /// <summary>Bytes appended, whole calls only.</summary>
    long LengthBytes { get; }

    /// <summary>Appends all of it, or says why not; then an unknown part of it lies behind <see cref="LengthBytes"/>, and the next call writes over it.</summary>
    Fault<FileErrorCode>? Append(ReadOnlySpan<byte> bytes);

    /// <summary>Returns once all that was appended is on the disk. After a fault nothing that was not synced before is known to be there.</summary>
    Fault<FileErrorCode>? Sync();
}

/// <summary>A file to read at any place. Thread-safe.</summary>
public interface IReadFile : IDisposable
{
    /// <summary>When it was opened.</summary>
    long LengthBytes { get; }

    /// <summary>Fills the span from this offset; fewer bytes only where the file ends.</summary>
    Result<int, FileErrorCode> Read(long offsetBytes, Span<byte> destination);
}
