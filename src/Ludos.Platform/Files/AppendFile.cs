using Ludos.Base;
using Microsoft.Win32.SafeHandles;

namespace Ludos.Platform.Files;

/// <summary>A file of the file system that grows at its end.</summary>
public sealed class AppendFile : IAppendFile
{
    private readonly SafeFileHandle _handle;
    private readonly string _path;

    private AppendFile(SafeFileHandle handle, string path)
    {
        _handle = handle;
        _path = path;
    }

    public long LengthBytes { get; private set; }

    /// <summary>A new file that only its owner may read and write.</summary>
    /// <param name="replace">Whether a file that is there is emptied; else it is <see cref="FileErrorCode.Exists"/>.</param>
    public static Result<IAppendFile, FileErrorCode> Create(string path, bool replace)
    {
        if (!replace && File.Exists(path))
        {
            return new Fault<FileErrorCode>(FileErrorCode.Exists, $"{path} is there already.", "Name another file.");
        }

        FileSizeSignal.Catch();
        try
        {
            var handle = File.OpenHandle(path, replace ? FileMode.Create : FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(handle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            return new AppendFile(handle, path);
        }
        catch (Exception error) when (FileFaults.IsAboutFiles(error))
        {
            return FileFaults.Of(error, path);
        }
    }

    public Fault<FileErrorCode>? Append(ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(_handle, bytes, LengthBytes);
            LengthBytes += bytes.Length;
            return null;
        }
        catch (Exception error) when (FileFaults.IsAboutFiles(error))
        {
            return FileFaults.Of(error, _path);
        }
    }

    public Fault<FileErrorCode>? Sync()
    {
        try
        {
            RandomAccess.FlushToDisk(_handle);
            return null;
        }
        catch (Exception error) when (FileFaults.IsAboutFiles(error))
        {
            return FileFaults.Of(error, _path);
        }
    }

    public void Dispose() => _handle.Dispose();
}
