using Ludos.Base;
using Ludos.Platform.Memory;

namespace Ludos.State;

internal static class Faults
{
    internal static Fault<ArenaErrorCode> ForArena(this Fault<SegmentErrorCode> fault)
    {
        var code = fault.Code switch
        {
            SegmentErrorCode.OutOfMemory => ArenaErrorCode.OutOfMemory,
            SegmentErrorCode.BadSize => ArenaErrorCode.BadSchema,
            SegmentErrorCode.Untrustworthy => ArenaErrorCode.Truncated,
            SegmentErrorCode.Unsupported => ArenaErrorCode.Unsupported,
            _ => ArenaErrorCode.System,
        };
        return new(code, fault.Message, fault.Mend);
    }
}
