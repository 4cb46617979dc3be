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
}

/// <summary>One text message, read and checked.</summary>
internal readonly record struct ClientCommand(ClientOp Op, bool On = false, ushort Control = 0, int Player = 0, GamepadBit Bit = GamepadBit.None);

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
