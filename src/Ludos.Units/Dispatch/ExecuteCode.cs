namespace Ludos.Units;

/// <summary>How a call ended. Numbers are part of the contract: replies carry them.</summary>
public enum ExecuteCode : ushort
{
    Ok = 0,
    NoSuchLibrary = 1,
    NoSuchMethod = 2,

    /// <summary>More than the limit, or than the library's own buffer holds.</summary>
    InputTooLarge = 3,
    ParametersTooLarge = 4,

    /// <summary>The method has more to say than the caller has room for; <see cref="ExecuteOutcome.OutputBytes"/> says how much.</summary>
    OutputTooSmall = 5,

    /// <summary>The method ended with a fault code of its own: <see cref="ExecuteOutcome.UnitCode"/>.</summary>
    ReturnedFault = 6,

    /// <summary>The method claims more output than its buffer holds.</summary>
    BadReply = 7,
    Trapped = 8,
    OutOfFuel = 9,

    /// <summary>The wall clock stopped it.</summary>
    Interrupted = 10,
    StackExhausted = 11,

    /// <summary>A native method threw.</summary>
    HostFault = 12,

    /// <summary>The library failed too often and is not started again; see its supervisor's report.</summary>
    Retired = 13,

    /// <summary>The library could not be started.</summary>
    NotStarted = 14,

    /// <summary>No worker has room, or as many jobs wait as may.</summary>
    Busy = 15,

    /// <summary>The pool was disposed before the job was done.</summary>
    Stopped = 16,
}
