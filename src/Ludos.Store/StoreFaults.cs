using Ludos.Base;
using Ludos.Platform.Files;

namespace Ludos.Store;

/// <summary>Faults of files and of objects, in the store's words.</summary>
internal static class StoreFaults
{
    internal static Fault<StoreErrorCode> Of(Fault<FileErrorCode> fault) => new(CodeOf(fault.Code), fault.Message, fault.Mend);

    internal static Fault<StoreErrorCode> Missing(Digest digest) => new(StoreErrorCode.NotFound, $"The store has no object {digest}.", "Fetch it again.");

    internal static Fault<StoreErrorCode> Damaged(Digest digest, string why) => new(StoreErrorCode.Damaged, $"Object {digest} is damaged: {why}.", "Fetch it again.");

    internal static Fault<StoreErrorCode> Malformed(string message) => new(StoreErrorCode.Malformed, message);

    private static StoreErrorCode CodeOf(FileErrorCode code) => code switch
    {
        FileErrorCode.NotFound => StoreErrorCode.NotFound,
        FileErrorCode.Denied => StoreErrorCode.Denied,
        FileErrorCode.Busy => StoreErrorCode.Busy,
        FileErrorCode.DiskFull => StoreErrorCode.DiskFull,
        _ => StoreErrorCode.Failed,
    };
}
