using Ludos.Base;
using Ludos.Platform.Files;
using Ludos.Store;
using Ludos.Trust;

namespace Ludos.Distribution;

/// <summary>What the faults of others mean for an installation.</summary>
internal static class InstallFaults
{
    public static Fault<InstallErrorCode> Of(Fault<FileErrorCode> fault) => new(
        fault.Code switch
        {
            FileErrorCode.DiskFull => InstallErrorCode.DiskFull,
            FileErrorCode.Busy => InstallErrorCode.Busy,
            _ => InstallErrorCode.Failed,
        },
        fault.Message,
        fault.Mend);

    public static Fault<InstallErrorCode> Of(Fault<StoreErrorCode> fault) => new(
        fault.Code switch
        {
            StoreErrorCode.DiskFull or StoreErrorCode.QuotaUsedUp => InstallErrorCode.DiskFull,
            StoreErrorCode.Busy => InstallErrorCode.Busy,
            StoreErrorCode.KeyNeeded => InstallErrorCode.KeyNeeded,
            StoreErrorCode.NotFound or StoreErrorCode.Damaged or StoreErrorCode.Malformed or StoreErrorCode.TooLarge => InstallErrorCode.Damaged,
            _ => InstallErrorCode.Failed,
        },
        fault.Message,
        fault.Code is StoreErrorCode.NotFound or StoreErrorCode.Damaged && fault.Mend.Length == 0 ? "Run ./ludos update to fetch it again." : fault.Mend);

    public static Fault<InstallErrorCode> Of(Fault<DownloadErrorCode> fault) => new(
        fault.Code switch
        {
            DownloadErrorCode.DiskFull => InstallErrorCode.DiskFull,
            DownloadErrorCode.NotFound => InstallErrorCode.NotFound,
            DownloadErrorCode.NoSource => InstallErrorCode.Unreachable,
            DownloadErrorCode.Cancelled => InstallErrorCode.Cancelled,
            _ => InstallErrorCode.Failed,
        },
        fault.Message,
        fault.Mend);

    public static Fault<InstallErrorCode> Of(Fault<TrustErrorCode> fault) => new(InstallErrorCode.NotTrusted, fault.Message, fault.Mend);

    public static Fault<InstallErrorCode> Of(Fault<TufErrorCode> fault) => new(
        fault.Code switch
        {
            TufErrorCode.Unreachable or TufErrorCode.TooSlow => InstallErrorCode.Unreachable,
            TufErrorCode.TargetNotFound => InstallErrorCode.NotFound,
            TufErrorCode.Storage => InstallErrorCode.Failed,
            _ => InstallErrorCode.NotTrusted,
        },
        fault.Message,
        fault.Mend);

    public static Fault<InstallErrorCode> Of(Fault<RegistryCallErrorCode> fault) => new(
        fault.Code switch
        {
            RegistryCallErrorCode.NotFound => InstallErrorCode.NotFound,
            RegistryCallErrorCode.BadAnswer => InstallErrorCode.BadRelease,
            _ => InstallErrorCode.Unreachable,
        },
        fault.Message,
        fault.Mend);

    public static Fault<InstallErrorCode> Of(Fault<DocumentErrorCode> fault) => new(InstallErrorCode.BadRelease, fault.Message, fault.Mend);
}
