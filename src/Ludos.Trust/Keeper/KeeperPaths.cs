using Ludos.Base;
using Ludos.Platform;

namespace Ludos.Trust;

/// <summary>Where a keeper listens and what it keeps. One keeper a socket, one keeper a folder.</summary>
/// <param name="SocketPath">Mode 0600, in a folder of the user's own.</param>
/// <param name="DataFolder">Of the key file and the receipts.</param>
public sealed record KeeperPaths(string SocketPath, string DataFolder)
{
    /// <summary>This user's: keeper.sock in the runtime folder, keeper/ in the data folder.</summary>
    public static Result<KeeperPaths, KeyErrorCode> OfUser()
    {
        if (!UserFolders.Runtime().TryGet(out var runtime, out var fault) || !UserFolders.Data().TryGet(out var data, out fault))
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.Storage, fault.Message, fault.Mend);
        }

        return new KeeperPaths(Path.Combine(runtime, "keeper.sock"), Path.Combine(data, "keeper"));
    }
}
