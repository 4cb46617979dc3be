using Ludos.Base;
using Ludos.Trust;

namespace Ludos.Runtime.Loading;

/// <summary>Reads files that come from outside: a limit first, then the bytes.</summary>
internal static class BoundedFile
{
    public static Result<byte[], GameErrorCode> Read(string path, long maxBytes = TrustLimits.MaxModuleBytes)
    {
        try
        {
            // A pipe or a device says 0 here, and opening one could wait for ever.
            if (new FileInfo(path) is { Exists: true, Length: 0 })
            {
                return Array.Empty<byte>();
            }

            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (file.Length > maxBytes)
            {
                return new Fault<GameErrorCode>(GameErrorCode.BadModule, $"{path} has {file.Length:N0} bytes; at most {maxBytes:N0} are read.", "Check that it is the file you mean.");
            }

            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return new Fault<GameErrorCode>(GameErrorCode.NotFound, $"There is no file {path}.", "Check the path.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return new Fault<GameErrorCode>(GameErrorCode.NotFound, $"{path} cannot be read: {error.Message}", "Check its owner and mode.");
        }
    }
}
