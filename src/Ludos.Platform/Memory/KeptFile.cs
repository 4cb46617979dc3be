using System.IO.MemoryMappedFiles;
using Ludos.Base;
using Ludos.Platform.Files;

namespace Ludos.Platform.Memory;

/// <summary>
/// A named file of fixed size, mapped writable: what is stored into it is the kernel's to keep from that instant, also when this process is killed. Its
/// blocks are reserved first, so that a full disk is a fault here and not a signal later. Readable by its user alone.
/// </summary>
public sealed unsafe class KeptFile : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private byte* _base;

    private KeptFile(string path, long sizeBytes, MemoryMappedFile file, MemoryMappedViewAccessor view)
    {
        Path = path;
        SizeBytes = sizeBytes;
        _file = file;
        _view = view;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref _base);
    }

    public string Path { get; }

    public long SizeBytes { get; }

    /// <summary>First byte, page-aligned; null once disposed.</summary>
    public byte* Base => _base;

    /// <summary>Makes a zeroed file at <paramref name="path"/>, which must not exist.</summary>
    public static Result<KeptFile, SegmentErrorCode> Create(string path, long sizeBytes)
    {
        ArgumentNullException.ThrowIfNull(path);
        FileSizeSignal.Catch();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite | FileShare.Delete, PreallocationSize = sizeBytes };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            var stream = new FileStream(path, options);
            try
            {
                stream.SetLength(sizeBytes);
                var file = MemoryMappedFile.CreateFromFile(stream, null, sizeBytes, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
                return new KeptFile(path, sizeBytes, file, file.CreateViewAccessor(0, sizeBytes, MemoryMappedFileAccess.ReadWrite));
            }
            catch
            {
                stream.Dispose();
                throw;
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            // Past the process's file size limit the framework speaks of an argument out of range.
            return new Fault<SegmentErrorCode>(SegmentErrorCode.System, $"'{path}' of {sizeBytes} bytes could not be made: {failure.Message}", "Free space on the disk, or check the folder's rights.");
        }
    }

    /// <summary>Unmaps; the file stays.</summary>
    public void Dispose()
    {
        if (_base is not null)
        {
            _base = null;
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
        }

        _view.Dispose();
        _file.Dispose();
    }
}
