using Ludos.Runtime;

namespace Ludos.Web.Protocol;

/// <summary>What a page may ask for in a text message.</summary>
internal enum ClientOp
{
    Pause,
    Resume,
    Restart,

    /// <summary>Send the next frame whole.</summary>
    Key,

    /// <summary>Send sound, or no longer.</summary>
    Audio,

    /// <summary>Let a key stand for a button.</summary>
    Bind,

    /// <summary>Show a kept tick.</summary>
    Seek,

    /// <summary>Go on or back by ticks.</summary>
    Step,

    /// <summary>Go to the newest tick of a branch.</summary>
    Branch,
}

/// <summary>One text message, read and checked.</summary>
/// <param name="Number">The tick, the ticks or the branch's id.</param>
internal readonly record struct ClientCommand(ClientOp Op, bool On = false, ushort Control = 0, int Player = 0, GamepadBit Bit = GamepadBit.None, long Number = 0);

/// <summary>Why a page's message was not taken. Each closes its socket.</summary>
internal enum ClientMessageError
{
    Empty,
    UnknownKind,
    BadLength,
    BadValue,
    BadJson,
    UnknownOp,
    BadField,
}
