using Ludos.Base;
using Ludos.Cli.Output;
using Ludos.Platform;
using Ludos.Wasm;

namespace Ludos.Cli.Playing;

/// <summary>The cache of compiled wasm in this user's cache folder. Where it cannot be had a game runs all the same, and starts later.</summary>
internal static class UserCodeCache
{
    public const string Name = "wasm code cache";

    private const string FolderName = "wasm";

    public static Result<CodeCache, CodeCacheErrorCode> Open() =>
        UserFolders.Cache().TryGet(out var folder, out var fault)
            ? CodeCache.Open(Path.Combine(folder, FolderName), tell: told => Terminal.Hint($"Wasm code cache: {told}"))
            : new Fault<CodeCacheErrorCode>(fault.Code == UserFolderErrorCode.Unsafe ? CodeCacheErrorCode.Unsafe : CodeCacheErrorCode.Unavailable, fault.Message, fault.Mend);

    /// <summary>Null when it is not wanted or cannot be had; then the user is told why.</summary>
    public static CodeCache? OpenOrTell(bool wanted)
    {
        if (!wanted)
        {
            return null;
        }

        if (!Open().TryGet(out var cache, out var fault))
        {
            Terminal.Hint($"Compiled wasm is not kept: {fault}");
        }

        return cache;
    }
}
