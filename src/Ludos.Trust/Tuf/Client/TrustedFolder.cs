using Ludos.Base;
using Ludos.Platform.Files;

namespace Ludos.Trust;

/// <summary>
/// The folder where trusted metadata outlives the process: one file a role, put in place whole or not at all, byte for byte as it came.
/// What is read back is verified again like anything from outside.
/// </summary>
internal sealed class TrustedFolder(IFolder folder)
{
    private const string Suffix = ".json";
    private const string Unfinished = ".new";

    /// <summary>The role's file; null when there is none, or it is empty or too large to be ours.</summary>
    public Result<byte[]?, TufErrorCode> Read(string role, int maxBytes)
    {
        if (!folder.OpenFile(TufNames.Local(role) + Suffix).TryGet(out var file, out var fault))
        {
            return fault.Code is FileErrorCode.NotFound or FileErrorCode.Failed ? (byte[]?)null : Storage(fault);
        }

        using (file)
        {
            if (file.LengthBytes > maxBytes)
            {
                return (byte[]?)null;
            }

            var bytes = new byte[file.LengthBytes];
            return file.Read(0, bytes).TryGet(out var count, out fault) ? bytes[..count] : Storage(fault);
        }
    }

    /// <summary>Puts a role's file in place. When this returns without a fault, the file outlives a crash.</summary>
    public Fault<TufErrorCode>? Write(string role, ReadOnlySpan<byte> bytes)
    {
        var name = TufNames.Local(role) + Suffix;
        if (folder.Delete(Unfinished) is { } stale)
        {
            return Storage(stale);
        }

        if (!folder.Create(Unfinished).TryGet(out var file, out var fault))
        {
            return Storage(fault);
        }

        using (file)
        {
            if ((file.Append(bytes) ?? file.Sync()) is { } failed)
            {
                return Storage(failed);
            }
        }

        return (folder.Rename(Unfinished, name) ?? folder.Sync()) is { } late ? Storage(late) : null;
    }

    /// <summary>Forgets a role. Durable when it returns without a fault.</summary>
    public Fault<TufErrorCode>? Delete(string role) => (folder.Delete(TufNames.Local(role) + Suffix) ?? folder.Sync()) is { } fault ? Storage(fault) : null;

    private static Fault<TufErrorCode> Storage(Fault<FileErrorCode> fault) => new(TufErrorCode.Storage, fault.Message, fault.Mend);
}
