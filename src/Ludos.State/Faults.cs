using Ludos.Base;
using Ludos.Platform.Ipc;
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

    internal static Fault<ArenaErrorCode> ForArena(this Fault<LocalSocketErrorCode> fault)
    {
        var code = fault.Code switch
        {
            LocalSocketErrorCode.AddressTaken => ArenaErrorCode.AddressTaken,
            LocalSocketErrorCode.Closed => ArenaErrorCode.Truncated,
            LocalSocketErrorCode.OtherUser => ArenaErrorCode.Refused,
            LocalSocketErrorCode.Unsupported => ArenaErrorCode.Unsupported,
            LocalSocketErrorCode.NotListening or LocalSocketErrorCode.TimedOut or LocalSocketErrorCode.PathTooLong => ArenaErrorCode.ConnectFailed,
            _ => ArenaErrorCode.System,
        };
        return new(code, fault.Message, fault.Mend);
    }
}
