namespace Ludos.Modules;

/// <summary>Why a swap or a roll back did not begin, or was not carried through.</summary>
public enum SwapErrorCode
{
    /// <summary>The game has no module of that id.</summary>
    NoSuchModule,

    /// <summary>Another swap of the module is under way.</summary>
    Busy,

    /// <summary>The bytes are not accepted; see Ludos.Trust.</summary>
    Untrusted,

    /// <summary>The bytes are not a module that can run.</summary>
    BadModule,

    /// <summary>The candidate differs in more than code; the differences are in the attempt.</summary>
    Refused,

    /// <summary>No earlier code is kept.</summary>
    NothingToRollBack,

    /// <summary>The game did not come to a tick in time.</summary>
    TimedOut,

    /// <summary>The game has ended.</summary>
    Stopped,
}
