using Ludos.Base;
using Ludos.Platform.Native;

namespace Ludos.Platform.Files;

/// <summary>What the framework throws about files, as typed faults.</summary>
internal static class FileFaults
{
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int QuotaUsedUp = 122;

    public static bool IsAboutFiles(Exception error) =>
        error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    public static Fault<FileErrorCode> Of(Exception error, string path)
    {
        var code = CodeOf(error, path);
        var mend = code switch
        {
            FileErrorCode.DiskFull => "Free some space.",
            FileErrorCode.Denied => "Check owner and mode.",
            FileErrorCode.NotFound => "Check the path.",
            _ => "",
        };
        return new Fault<FileErrorCode>(code, $"{path}: {error.Message.TrimEnd('.')}.", mend);
    }

    private static FileErrorCode CodeOf(Exception error, string path) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => FileErrorCode.NotFound,
        UnauthorizedAccessException => FileErrorCode.Denied,

        // Past the process's file size limit the framework speaks of an argument out of range.
        ArgumentOutOfRangeException => FileErrorCode.DiskFull,
        IOException when error.HResult is Libc.ENOSPC or Libc.EFBIG or QuotaUsedUp or WindowsDiskFull => FileErrorCode.DiskFull,
        IOException when File.Exists(path) && error.Message.Contains("already exists", StringComparison.Ordinal) => FileErrorCode.Exists,
        _ => FileErrorCode.Failed,
    };
}
