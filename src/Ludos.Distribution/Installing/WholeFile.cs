using Ludos.Base;
using Ludos.Platform.Files;

namespace Ludos.Distribution;

/// <summary>Files that are there whole or not at all, and outlive a crash once they were acknowledged. Writers of one name take turns.</summary>
internal static class WholeFile
{
    private const string UnfinishedSuffix = "-new";

    /// <summary>Puts a file in the place of the one before. The rename is the change.</summary>
    public static Fault<FileErrorCode>? Write(IFolder folder, string name, ReadOnlySpan<byte> bytes)
    {
        var unfinished = name + UnfinishedSuffix;
        if (folder.Delete(unfinished) is { } stale)
        {
            return stale;
        }

        if (!folder.Create(unfinished).TryGet(out var file, out var fault))
        {
            return fault;
        }

        using (file)
        {
            if ((file.Append(bytes) ?? file.Sync()) is { } failed)
            {
                _ = folder.Delete(unfinished);
                return failed;
            }
        }

        return folder.Rename(unfinished, name) ?? folder.Sync();
    }

    /// <summary>A file's bytes; null where there is none. One that is empty or too large is <see cref="FileErrorCode.Failed"/>.</summary>
    public static Result<byte[]?, FileErrorCode> Read(IFolder folder, string name, int maxBytes)
    {
        if (!folder.OpenFile(name).TryGet(out var file, out var fault))
        {
            return fault.Code == FileErrorCode.NotFound ? (byte[]?)null : fault;
        }

        using (file)
        {
            if (file.LengthBytes > maxBytes)
            {
                return new Fault<FileErrorCode>(FileErrorCode.Failed, $"{name} in {folder.Path} has {file.LengthBytes} bytes; {maxBytes} are the most it may have.");
            }

            var bytes = new byte[file.LengthBytes];
            return file.Read(0, bytes).TryGet(out var count, out fault) ? bytes[..count] : fault;
        }
    }
}
