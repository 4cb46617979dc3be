using Ludos.Base;
using Ludos.Trust;

namespace Ludos.Distribution;

/// <summary>What the faults of others mean for a publication.</summary>
internal static class PublishFaults
{
    public static Fault<PublishErrorCode> Of(Fault<RegistryCallErrorCode> fault) => new(
        fault.Code switch
        {
            RegistryCallErrorCode.NotLoggedIn => PublishErrorCode.NotLoggedIn,
            RegistryCallErrorCode.Unreachable => PublishErrorCode.Unreachable,
            RegistryCallErrorCode.BadAnswer => PublishErrorCode.NotTrusted,
            _ => PublishErrorCode.Refused,
        },
        fault.Message,
        fault.Mend);

    public static Fault<PublishErrorCode> Of(Fault<InstallErrorCode> fault) => new(
        fault.Code switch
        {
            InstallErrorCode.Unreachable => PublishErrorCode.Unreachable,
            InstallErrorCode.NotTrusted or InstallErrorCode.BadRelease => PublishErrorCode.NotTrusted,
            _ => PublishErrorCode.Failed,
        },
        fault.Message,
        fault.Mend);

    public static Fault<PublishErrorCode> Of(Fault<SignErrorCode> fault) => new(PublishErrorCode.NotSigned, fault.Message, fault.Mend);

    public static Fault<PublishErrorCode> Of(Fault<TufErrorCode> fault) => new(fault.Code == TufErrorCode.NotSigned ? PublishErrorCode.NotSigned : PublishErrorCode.NotTrusted, fault.Message, fault.Mend);
}
