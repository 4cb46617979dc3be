using Ludos.Base;
using Ludos.Trust;

namespace Ludos.Distribution;

/// <summary>Faults of others, as faults about receipts.</summary>
internal static class ReceiptFaults
{
    public static Fault<ReceiptErrorCode> Of(Fault<RegistryCallErrorCode> fault) => new(
        fault.Code switch
        {
            RegistryCallErrorCode.Unreachable => ReceiptErrorCode.Unreachable,
            RegistryCallErrorCode.BadAnswer => ReceiptErrorCode.NotTrusted,
            _ => ReceiptErrorCode.Refused,
        },
        fault.Message,
        fault.Mend);

    public static Fault<ReceiptErrorCode> Of(Fault<KeyErrorCode> fault) => new(ReceiptErrorCode.Keeper, fault.Message, fault.Mend);
}
