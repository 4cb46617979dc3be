using Ludos.Base;
using Ludos.Platform;
using Ludos.Platform.Files;
using Ludos.Trust;

namespace Ludos.Cli.Trusting;

/// <summary>
/// Whom this user trusts: the registries that were pinned by <c>login</c>, and the roots in the folder <c>trust</c> of the user's data folder; and which
/// signed files were accepted before.
/// </summary>
internal static class UserTrust
{
    private const string FolderName = "trust";
    private const string RootsFile = "roots.json";
    private const string AcceptedFile = "accepted.json";

    /// <summary>What signed modules are held against.</summary>
    /// <param name="rootsPath">A file of roots that is trusted for this run as well; null for none.</param>
    /// <param name="remember">Older versions than were accepted before are refused, and what is accepted is kept.</param>
    /// <param name="allowDowngrade">The user asked for an older version.</param>
    public static Result<VerifierOptions, TrustErrorCode> Open(string? rootsPath, bool remember, bool allowDowngrade = false)
    {
        if (!UserFolders.Data().TryGet(out var data, out var noFolder))
        {
            return new Fault<TrustErrorCode>(TrustErrorCode.BadDocument, noFolder.Message, noFolder.Mend);
        }

        if (!PrivateFolder.Open(Path.Combine(data, FolderName)).TryGet(out var folder, out var closed))
        {
            return new Fault<TrustErrorCode>(TrustErrorCode.BadDocument, closed.Message, closed.Mend);
        }

        using (folder)
        {
            if (!Kept(folder, RootsFile, TrustLimits.MaxBundleBytes, TrustRoots.Parse, TrustRoots.None).TryGet(out var roots, out var fault))
            {
                return fault;
            }

            if (rootsPath is not null)
            {
                if (!Named(rootsPath).TryGet(out var named, out fault))
                {
                    return fault;
                }

                roots = roots.And(named);
            }

            var (trusted, revocations) = PinnedTrust.Of(data, roots);
            if (!remember)
            {
                return new VerifierOptions { Roots = trusted, Revocations = () => revocations };
            }

            Action<byte[]> save = bytes => Keep(folder.Path, bytes);
            return Kept(folder, AcceptedFile, AcceptedModules.MaxBytes, (bytes, name) => AcceptedModules.Parse(bytes, name, save), new AcceptedModules(save)).TryGet(out var accepted, out fault)
                ? new VerifierOptions { Roots = trusted, Revocations = () => revocations, Accepted = accepted, AllowDowngrade = allowDowngrade }
                : fault;
        }
    }

    private static Result<TrustRoots, TrustErrorCode> Named(string path)
    {
        try
        {
            return new FileInfo(path).Length > TrustLimits.MaxBundleBytes
                ? new Fault<TrustErrorCode>(TrustErrorCode.BadDocument, $"{path} is too large for a file of roots.", "Name the file that the registry gave you.")
                : TrustRoots.Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new Fault<TrustErrorCode>(TrustErrorCode.BadDocument, $"{path} cannot be read: {error.Message}", "Name the file that the registry gave you.");
        }
    }

    private static Result<T, TrustErrorCode> Kept<T>(PrivateFolder folder, string file, int maxBytes, Func<ReadOnlyMemory<byte>, string, Result<T, TrustErrorCode>> parse, T absent)
    {
        if (folder.Read(file, maxBytes).TryGet(out var bytes, out var fault))
        {
            return parse(bytes, Path.Combine(folder.Path, file));
        }

        return fault.Code == FileErrorCode.NotFound ? absent : new Fault<TrustErrorCode>(TrustErrorCode.BadDocument, fault.Message, fault.Mend);
    }

    /// <summary>What is not remembered could be rolled back later, so that a disk that does not keep it ends the run.</summary>
    private static void Keep(string path, byte[] accepted)
    {
        if (!PrivateFolder.Open(path).TryGet(out var folder, out var fault))
        {
            throw new IOException(fault.ToString());
        }

        using (folder)
        {
            if (folder.Write(AcceptedFile, accepted) is { } unkept)
            {
                throw new IOException(unkept.ToString());
            }
        }
    }
}
