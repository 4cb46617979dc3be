using Ludos.Base;
using Ludos.Trust;

namespace Ludos.Runtime.Loading;

/// <summary>Reads files that come from outside: a limit first, then the bytes.</summary>
internal static class BoundedFile
{
    public static Result<byte[], GameErrorCode> Read(string path, long maxBytes = TrustLimits.MaxModuleBytes) => Open(path, maxBytes, static file =>
    {
        var bytes = new byte[file?.Length ?? 0];
        file?.ReadExactly(bytes);
        return bytes;
    });

    /// <summary>Reads a module's file to where it can be verified without a copy.</summary>
    public static Result<ModuleBuffer, GameErrorCode> ReadModule(string path)
    {
        var read = Open<ModuleBuffer?>(path, TrustLimits.MaxModuleBytes, static file =>
        {
            if (file is null or { Length: 0 })
            {
                return null;
            }

            var buffer = new ModuleBuffer((int)file.Length);
            buffer.Fill(file);
            return buffer;
        });
        return !read.TryGet(out var module, out var fault) ? fault
            : module is not null ? module
            : new Fault<GameErrorCode>(GameErrorCode.BadModule, $"{path} is empty.", "Check that it is the file you mean.");
    }

    /// <param name="read">Gets null for an empty file.</param>
    private static Result<T, GameErrorCode> Open<T>(string path, long maxBytes, Func<FileStream?, T> read)
    {
        try
        {
            // A pipe or a device says 0 here, and opening one could wait for ever.
            if (new FileInfo(path) is { Exists: true, Length: 0 })
            {
                return read(null);
            }

            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return file.Length > maxBytes
                ? new Fault<GameErrorCode>(GameErrorCode.BadModule, $"{path} has {file.Length:N0} bytes; at most {maxBytes:N0} are read.", "Check that it is the file you mean.")
                : read(file);
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
