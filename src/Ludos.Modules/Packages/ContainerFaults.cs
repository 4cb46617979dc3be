using Ludos.Base;
using Ludos.Trust;

namespace Ludos.Modules;

/// <summary>What the container says, in this project's codes.</summary>
internal static class ContainerFaults
{
    public static Fault<ModuleErrorCode> Of(Fault<TrustErrorCode> fault) => new(
        fault.Code switch
        {
            TrustErrorCode.BadPath => ModuleErrorCode.BadPath,
            TrustErrorCode.TooLarge => ModuleErrorCode.TooLarge,
            _ => ModuleErrorCode.BadContainer,
        },
        fault.Message,
        fault.Mend);
}
