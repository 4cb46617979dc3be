using System.IO.MemoryMappedFiles;
using Ludos.Base;
using Microsoft.Win32.SafeHandles;

namespace Ludos.Platform.Memory;

/// <summary>
/// A temporary file, reserved whole, mapped and without a name: unlinked at once where the platform allows it, deleted by the kernel
/// with its last handle on Windows. It serves one process; it cannot be handed over.
/// </summary>
internal sealed unsafe class FileBacking : SegmentBacking
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private byte* _base;

    private FileBacking(MemoryMappedFile file, MemoryMappedViewAccessor view)
    {
        _file = file;
        _view = view;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref _base);
    }

    internal override byte* Base => _base;

    internal override SafeFileHandle? Descriptor => null;

    internal static Result<SegmentBacking, SegmentErrorCode> Create(string label, long sizeBytes, string folder)
    {
        var path = Path.Combine(folder, $"ludos-{Guid.NewGuid():N}");
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                Options = FileOptions.DeleteOnClose,
                PreallocationSize = sizeBytes,
            };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            var stream = new FileStream(path, options);
            try
            {
                if (!OperatingSystem.IsWindows())
                {
                    File.Delete(path);
                }

                stream.SetLength(sizeBytes);
                var file = MemoryMappedFile.CreateFromFile(stream, null, sizeBytes, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
                return new FileBacking(file, file.CreateViewAccessor(0, sizeBytes, MemoryMappedFileAccess.ReadWrite));
            }
            catch
            {
                stream.Dispose();
                throw;
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return IsFull(failure, folder, sizeBytes)
                ? SharedSegment.OutOfMemory(label, sizeBytes, $"'{folder}' is full")
                : new Fault<SegmentErrorCode>(SegmentErrorCode.System, $"Segment '{label}' could not be made in '{folder}': {failure.Message}");
        }
    }

    internal override bool SealFutureWrites() => false;

    internal override Result<SafeFileHandle, SegmentErrorCode> OpenReadOnlyDescriptor() =>
        new Fault<SegmentErrorCode>(SegmentErrorCode.Unsupported, "A segment backed by a temporary file serves one process only.");

    public override void Dispose()
    {
        if (_base is not null)
        {
            _base = null;
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
        }

        _view.Dispose();
        _file.Dispose();
    }

    /// <summary>A preallocation that fails carries no code of its own on Unix, so the space left says it.</summary>
    private static bool IsFull(Exception failure, string folder, long sizeBytes)
    {
        const int diskFullWindows = unchecked((int)0x80070070);
        return failure is IOException && Directory.Exists(folder)
            && (failure.HResult is diskFullWindows or Native.Libc.ENOSPC or Native.Libc.EFBIG || new DriveInfo(folder).AvailableFreeSpace < sizeBytes);
    }
}
