using Ludos.Base;
using Microsoft.Win32.SafeHandles;

namespace Ludos.Platform.Files;

/// <summary>A plain file of the file system, to read at any place. Pipes and devices are refused: opening one could wait for ever.</summary>
public sealed class ReadFile : IReadFile
{
    private readonly SafeFileHandle _handle;
    private readonly string _path;

    private ReadFile(SafeFileHandle handle, string path, long lengthBytes)
    {
        _handle = handle;
        _path = path;
        LengthBytes = lengthBytes;
    }

    public long LengthBytes { get; }

    public static Result<IReadFile, FileErrorCode> Open(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                return new Fault<FileErrorCode>(FileErrorCode.NotFound, $"There is no file {path}.", "Check the path.");
            }

            // A pipe or a device says 0 here.
            if (file.Length == 0)
            {
                return new Fault<FileErrorCode>(FileErrorCode.Failed, $"{path} is empty.", "Check that it is the file you mean.");
            }

            var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return new ReadFile(handle, path, RandomAccess.GetLength(handle));
        }
        catch (Exception error) when (FileFaults.IsAboutFiles(error))
        {
            return FileFaults.Of(error, path);
        }
    }

    public Result<int, FileErrorCode> Read(long offsetBytes, Span<byte> destination)
    {
        try
        {
            var filled = 0;
            while (filled < destination.Length)
            {
                var got = RandomAccess.Read(_handle, destination[filled..], offsetBytes + filled);
                if (got == 0)
                {
                    break;
                }

                filled += got;
            }

            return filled;
        }
        catch (Exception error) when (FileFaults.IsAboutFiles(error))
        {
            return FileFaults.Of(error, _path);
        }
    }

    public void Dispose() => _handle.Dispose();
}
