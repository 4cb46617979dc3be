using System.Buffers.Binary;
using Ludos.Base;

namespace Ludos.State;

/// <summary>What an attacher asks.</summary>
internal enum RequestKind : uint
{
    /// <summary>First message. Argument: 1 to write, 0 to read. Answer: control segment and own pin page; values: their sizes.</summary>
    Attach = 1,

    /// <summary>Argument: index in the directory. Answer: the region's segment; value: its size.</summary>
    Region = 2,

    /// <summary>For writers: the pin pages of everyone else, as they are now. Value: how many.</summary>
    Pins = 3,
}

/// <summary>16 bytes from an attacher: magic, version, kind, argument; little-endian.</summary>
internal readonly record struct Request(RequestKind Kind, uint Argument)
{
    internal const int Bytes = 16;
    internal const uint Magic = 0x5141_4C4C;

    internal void Write(Span<byte> message)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(message, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(message[4..], ControlLayout.Version);
        BinaryPrimitives.WriteUInt32LittleEndian(message[8..], (uint)Kind);
        BinaryPrimitives.WriteUInt32LittleEndian(message[12..], Argument);
    }

    internal static Result<Request, ArenaErrorCode> Read(ReadOnlySpan<byte> message)
    {
        if (message.Length < Bytes)
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.Truncated, $"A request is {Bytes} bytes long, not {message.Length}.");
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(message) != Magic)
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.BadHeader, "What connected does not speak the arena's protocol.");
        }

        var version = BinaryPrimitives.ReadUInt32LittleEndian(message[4..]);
        return version == ControlLayout.Version
            ? new Request((RequestKind)BinaryPrimitives.ReadUInt32LittleEndian(message[8..]), BinaryPrimitives.ReadUInt32LittleEndian(message[12..]))
            : new Fault<ArenaErrorCode>(ArenaErrorCode.VersionMismatch, $"The attacher speaks version {version} of the arena, its owner {ControlLayout.Version}.");
    }
}

/// <summary>24 bytes to an attacher: magic, version, status (0, or an <see cref="ArenaErrorCode"/> plus 1), spare, one value; descriptors travel along.</summary>
internal readonly record struct Reply(ArenaErrorCode? Refusal, long Value)
{
    internal const int Bytes = 24;
    internal const uint Magic = 0x5241_4C4C;

    internal void Write(Span<byte> message)
    {
        message[..Bytes].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(message, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(message[4..], ControlLayout.Version);
        BinaryPrimitives.WriteUInt32LittleEndian(message[8..], Refusal is { } code ? (uint)code + 1 : 0);
        BinaryPrimitives.WriteInt64LittleEndian(message[16..], Value);
    }

    internal static Result<Reply, ArenaErrorCode> Read(ReadOnlySpan<byte> message)
    {
        if (message.Length < Bytes)
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.Truncated, $"A reply is {Bytes} bytes long, not {message.Length}.");
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(message) != Magic)
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.BadHeader, "What listens there is not an arena.", "Give the socket of a running game.");
        }

        var version = BinaryPrimitives.ReadUInt32LittleEndian(message[4..]);
        if (version != ControlLayout.Version)
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.VersionMismatch, $"The arena is of version {version}, this program reads {ControlLayout.Version}.", "Use the same build on both sides.");
        }

        var status = BinaryPrimitives.ReadUInt32LittleEndian(message[8..]);
        var refusal = status == 0 ? (ArenaErrorCode?)null : Enum.IsDefined((ArenaErrorCode)(status - 1)) ? (ArenaErrorCode)(status - 1) : ArenaErrorCode.Refused;
        return new Reply(refusal, BinaryPrimitives.ReadInt64LittleEndian(message[16..]));
    }
}
