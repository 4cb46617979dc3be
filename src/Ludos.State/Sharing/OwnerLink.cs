using Ludos.Base;
using Ludos.Platform.Ipc;
using Ludos.Platform.Memory;
using Ludos.Platform.Processes;
using Microsoft.Win32.SafeHandles;

namespace Ludos.State;

/// <summary>The attacher's end: asks the owner for segments. One question at a time; thread-safe.</summary>
internal sealed class OwnerLink : IDisposable
{
    private readonly Lock _gate = new();
    private readonly LocalConnection _connection;
    private readonly ProcessExit? _ownerExit;

    private OwnerLink(LocalConnection connection, AttachOptions options)
    {
        _connection = connection;
        LongestSleep = options.LookForOwnerEvery;
        _ownerExit = ProcessIdentity.Of(connection.Peer.Pid) is { } owner ? ProcessExit.Watch(owner) : null;
    }

    internal TimeSpan LongestSleep { get; }

    /// <summary>The owner's process number.</summary>
    internal int OwnerPid => _connection.Peer.Pid;

    /// <summary>The connection alone does not tell: a child of the owner may have inherited the other end.</summary>
    internal bool IsOpen => !_connection.IsClosed && (_ownerExit is null || _connection.Await(_ownerExit, TimeSpan.Zero) != ConnectionEvent.PeerEnded);

    internal static Result<OwnerLink, ArenaErrorCode> Connect(string socketPath, AttachOptions options)
    {
        if (!LocalConnection.Connect(socketPath, options.Timeout).TryGet(out var connection, out var fault))
        {
            return fault.ForArena();
        }

        connection.SetReceiveTimeout(options.Timeout);
        return new OwnerLink(connection, options);
    }

    /// <summary>The control segment, mapped, and the descriptor of this process's pin page.</summary>
    internal Result<(SharedSegment Control, SafeFileHandle PinPage), ArenaErrorCode> Attach()
    {
        const int controlAndPins = 2;
        if (!Ask(new Request(RequestKind.Attach, 0), controlAndPins).TryGet(out var answer, out var fault))
        {
            return fault;
        }

        var pins = answer.Descriptors[1];
        if (SharedSegment.Open(answer.Descriptors[0], answer.Value, writable: false).TryGet(out var control, out var segmentFault))
        {
            return (control, pins);
        }

        pins.Dispose();
        return segmentFault.ForArena();
    }

    /// <summary>A region's segment, mapped, of exactly the size that its directory entry promised.</summary>
    internal Result<SharedSegment, ArenaErrorCode> Region(int index, long sizeBytes)
    {
        if (!Ask(new Request(RequestKind.Region, (uint)index), descriptors: 1).TryGet(out var answer, out var fault))
        {
            return fault;
        }

        var opened = SharedSegment.Open(answer.Descriptors[0], sizeBytes, writable: false);
        return opened.TryGet(out var segment, out var segmentFault) ? segment : segmentFault.ForArena();
    }

    /// <summary>The region's next segment, mapped to write. <see cref="Mapped"/> must follow at once: the owner waits for it.</summary>
    internal Result<SharedSegment, ArenaErrorCode> Grant(int index, string name, long sizeBytes)
    {
        if (!Ask(new Request(RequestKind.Grant, (uint)index), descriptors: 1).TryGet(out var answer, out var fault))
        {
            return fault.Code switch
            {
                ArenaErrorCode.NotGranted => new Fault<ArenaErrorCode>(fault.Code, $"This process was not granted to write region '{name}'.", "Have the game name this region, and who may write it, in its grants."),
                ArenaErrorCode.LeaseHeld => new Fault<ArenaErrorCode>(fault.Code, $"Region '{name}' is being written by another process.", "Let the other writer go first."),
                _ => fault,
            };
        }

        var opened = SharedSegment.Open(answer.Descriptors[0], sizeBytes, writable: true);
        return opened.TryGet(out var segment, out var segmentFault) ? segment : segmentFault.ForArena();
    }

    /// <summary>Tells the owner that the next segment is mapped here. Returns its generation once it is in the directory.</summary>
    internal Result<uint, ArenaErrorCode> Mapped(int index) =>
        Ask(new Request(RequestKind.Mapped, (uint)index), descriptors: 0).TryGet(out var answer, out var fault) ? (uint)answer.Value : fault;

    /// <summary>Inbox and outbox of this process, mapped.</summary>
    internal Result<(SharedSegment Inbox, SharedSegment Outbox), ArenaErrorCode> Rings()
    {
        const int inboxAndOutbox = 2;
        if (!Ask(new Request(RequestKind.Rings, 0), inboxAndOutbox).TryGet(out var answer, out var fault))
        {
            return fault.Code == ArenaErrorCode.NotGranted ? new Fault<ArenaErrorCode>(fault.Code, "The arena's owner takes no messages from this process, or has given it its rings already.") : fault;
        }

        if (!SharedSegment.Open(answer.Descriptors[0], answer.Value, writable: true).TryGet(out var inbox, out var unmapped))
        {
            answer.Descriptors[1].Dispose();
            return unmapped.ForArena();
        }

        if (SharedSegment.Open(answer.Descriptors[1], answer.Value, writable: true).TryGet(out var outbox, out unmapped))
        {
            return (inbox, outbox);
        }

        inbox.Dispose();
        return unmapped.ForArena();
    }

    /// <summary>The pin pages of everyone else, as they are now.</summary>
    internal Result<List<SafeFileHandle>, ArenaErrorCode> Pins() =>
        Ask(new Request(RequestKind.Pins, 0), descriptors: null).TryGet(out var answer, out var fault) ? answer.Descriptors : fault;

    public void Dispose()
    {
        _connection.Dispose();
        _ownerExit?.Dispose();
    }

    /// <param name="descriptors">How many must come along; null for as many as the value says.</param>
    private Result<(long Value, List<SafeFileHandle> Descriptors), ArenaErrorCode> Ask(Request request, int? descriptors)
    {
        Span<byte> question = stackalloc byte[Request.Bytes];
        Span<byte> answer = stackalloc byte[Reply.Bytes];
        request.Write(question);
        var received = new List<SafeFileHandle>();
        Fault<LocalSocketErrorCode>? broken;
        lock (_gate)
        {
            broken = _connection.Send(question) ?? _connection.Receive(answer, received);
        }

        var judged = broken is not null ? Broken(broken) : Judge(answer, received.Count, descriptors);
        if (judged.TryGet(out var value, out var fault))
        {
            return (value, received);
        }

        received.ForEach(descriptor => descriptor.Dispose());
        return fault;
    }

    private static Result<long, ArenaErrorCode> Judge(ReadOnlySpan<byte> answer, int received, int? descriptors)
    {
        if (!Reply.Read(answer).TryGet(out var reply, out var fault))
        {
            return fault;
        }

        if (reply.Refusal is { } refusal)
        {
            return new Fault<ArenaErrorCode>(refusal, $"The arena's owner refused: {Reason(refusal)}.");
        }

        return received == reply.Descriptors && received == (descriptors ?? reply.Value)
            ? reply.Value
            : new Fault<ArenaErrorCode>(ArenaErrorCode.Truncated, $"The arena's owner sent {received} segments where {descriptors ?? reply.Value} were due.");
    }

    private static string Reason(ArenaErrorCode refusal) => refusal switch
    {
        ArenaErrorCode.Refused => "as many processes as it admits are attached",
        ArenaErrorCode.NotGranted => "this process may not write",
        ArenaErrorCode.NoSuchRegion => "it has no such region",
        ArenaErrorCode.VersionMismatch => "it speaks another version",
        ArenaErrorCode.BadHeader => "it did not understand the request",
        ArenaErrorCode.OutOfMemory => "it has no memory left",
        ArenaErrorCode.LeaseHeld => "the region is being written",
        _ => refusal.ToString(),
    };

    private static Result<long, ArenaErrorCode> Broken(Fault<LocalSocketErrorCode> fault) => fault.ForArena();
}
