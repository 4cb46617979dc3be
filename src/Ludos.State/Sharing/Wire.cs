using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Ludos.Base;
using Ludos.Protocols.System.V1;

namespace Ludos.State;

/// <summary>What an attacher asks.</summary>
internal enum RequestKind : uint
{
    /// <summary>First message. Argument: 0. Answer: control segment and own pin page; value: the control segment's size.</summary>
    Attach = 1,

    /// <summary>Argument: index in the directory. Answer: the region's segment, to read; value: its size.</summary>
    Region = 2,

    /// <summary>For who holds a write grant: the pin pages of everyone else, as they are now. Value: how many.</summary>
    Pins = 3,

    /// <summary>Argument: index in the directory. Answer: the region's new segment, writable; value: its size. Nothing but <see cref="Mapped"/> may follow.</summary>
    Grant = 4,

    /// <summary>The new segment is mapped. Argument: the same index. Answer, once it is in the directory: no descriptor; value: its generation.</summary>
    Mapped = 5,

    /// <summary>Once a connection. Answer: inbox and outbox, both writable; value: bytes of each segment.</summary>
    Rings = 6,
}

/// <summary>An attacher's message: magic, version, kind, argument; little-endian.</summary>
internal readonly record struct Request(RequestKind Kind, uint Argument)
{
    internal static int Bytes => Unsafe.SizeOf<AttachRequest>();

    internal void Write(Span<byte> message) => MemoryMarshal.Write(message, new AttachRequest
    {
        Magic = ArenaLayout.RequestMagic,
        Version = ArenaLayout.LayoutVersion,
        Kind = (uint)Kind,
        Argument = Argument,
    });

    internal static Result<Request, ArenaErrorCode> Read(ReadOnlySpan<byte> message)
    {
        if (message.Length < Bytes)
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.Truncated, $"A request is {Bytes} bytes long, not {message.Length}.");
        }

        var request = MemoryMarshal.Read<AttachRequest>(message);
        return request.Magic != ArenaLayout.RequestMagic
            ? new Fault<ArenaErrorCode>(ArenaErrorCode.BadHeader, "What connected does not speak the arena's protocol.")
            : request.Version == ArenaLayout.LayoutVersion
            ? new Request((RequestKind)request.Kind, request.Argument)
            : new Fault<ArenaErrorCode>(ArenaErrorCode.VersionMismatch, $"The attacher speaks version {request.Version} of the arena, its owner {ArenaLayout.LayoutVersion}.");
    }
}

/// <summary>The owner's answer: magic, version, status (0, or an <see cref="ArenaErrorCode"/> plus 1), how many descriptors travel along, one value.</summary>
internal readonly record struct Reply(ArenaErrorCode? Refusal, int Descriptors, long Value)
{
    internal static int Bytes => Unsafe.SizeOf<AttachReply>();

    internal void Write(Span<byte> message) => MemoryMarshal.Write(message, new AttachReply
    {
        Magic = ArenaLayout.ReplyMagic,
        Version = ArenaLayout.LayoutVersion,
        Status = Refusal is { } code ? (uint)code + 1 : 0,
        Descriptors = (uint)Descriptors,
        Value = (ulong)Value,
    });

    internal static Result<Reply, ArenaErrorCode> Read(ReadOnlySpan<byte> message)
    {
        if (message.Length < Bytes)
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.Truncated, $"A reply is {Bytes} bytes long, not {message.Length}.");
        }

        var reply = MemoryMarshal.Read<AttachReply>(message);
        if (reply.Magic != ArenaLayout.ReplyMagic)
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.BadHeader, "What listens there is not an arena.", "Give the socket of a running game.");
        }

        if (reply.Version != ArenaLayout.LayoutVersion)
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.VersionMismatch, $"The arena is of version {reply.Version}, this program reads {ArenaLayout.LayoutVersion}.", "Use the same build on both sides.");
        }

        var refusal = reply.Status == 0 ? (ArenaErrorCode?)null : Enum.IsDefined((ArenaErrorCode)(reply.Status - 1)) ? (ArenaErrorCode)(reply.Status - 1) : ArenaErrorCode.Refused;
        return new Reply(refusal, (int)Math.Min(reply.Descriptors, int.MaxValue), (long)reply.Value);
    }
}
