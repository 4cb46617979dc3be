using Ludos.Base;
using Ludos.Platform.Ipc;
using Ludos.Platform.Memory;
using Ludos.Platform.Processes;
using Microsoft.Win32.SafeHandles;

namespace Ludos.State;

/// <summary>
/// The owner's end of one attacher: answers its requests until it closes or its process ends, whichever is first; a child that inherited the connection
/// does not keep it. What it sends is bounded and checked; whatever else ends the connection.
/// </summary>
internal sealed class Attachment(Arena arena, ServeOptions options, LocalConnection connection) : IDisposable
{
    private const int NoPlace = -1;

    /// <summary>A process that connects and says nothing, stops in the middle of a message, or asks for a grant and does not map it, is cut off.</summary>
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(2);

    private readonly ProcessIdentity? _peer = ProcessIdentity.Of(connection.Peer.Pid);
    private GrantOffer? _offer;
    private PeerInbox? _inbox;
    private int _place = NoPlace;
    private bool _wasGranted;

    internal bool IsAttached => Volatile.Read(ref _place) != NoPlace;

    internal void Run()
    {
        using var exit = _peer is { } peer ? ProcessExit.Watch(peer) : null;
        try
        {
            connection.SetReceiveTimeout(AnswerTimeout);
            var patience = AnswerTimeout;
            while (connection.Await(exit, patience) == ConnectionEvent.Readable && Serve())
            {
                patience = _offer is null ? Timeout.InfiniteTimeSpan : AnswerTimeout;
            }
        }
        catch (ObjectDisposedException)
        {
            // The server or the arena was disposed while this attacher was being answered.
        }
        finally
        {
            Leave();
        }
    }

    public void Dispose() => connection.Dispose();

    /// <summary>One request; false when the connection is to end.</summary>
    private bool Serve()
    {
        Span<byte> message = stackalloc byte[Request.Bytes];
        if (connection.Receive(message) is not null)
        {
            return false;
        }

        if (!Request.Read(message).TryGet(out var request, out var fault))
        {
            _ = Refuse(fault.Code);
            return false;
        }

        if (_offer is not null)
        {
            return request.Kind == RequestKind.Mapped && Install(_offer);
        }

        if (_place != NoPlace)
        {
            arena.Pins.Seal(_place);
        }

        return request.Kind switch
        {
            RequestKind.Attach => _place == NoPlace && Attach(),
            RequestKind.Region => _place != NoPlace && SendRegion(request.Argument),
            RequestKind.Pins => _wasGranted && SendPins(),
            RequestKind.Rings => _place != NoPlace && SendRings(),
            RequestKind.Grant => _place != NoPlace && Offer(request.Argument),
            _ => false,
        };
    }

    private bool Attach()
    {
        if (!SharedSegment.CreateDescriptor("ludos:pins", SegmentLayout.PinPageBytes).TryGet(out var page, out var fault))
        {
            return Refuse(fault.ForArena().Code);
        }

        var place = arena.Pins.Lay(page, connection.Peer.Pid);
        if (place < 0)
        {
            page.Dispose();
            return Refuse(ArenaErrorCode.Refused);
        }

        Volatile.Write(ref _place, place);
        if (!arena.Control.OpenReadOnlyDescriptor().TryGet(out var control, out fault))
        {
            return Refuse(fault.ForArena().Code);
        }

        using (control)
        {
            return Answer(arena.Control.SizeBytes, [control, page]);
        }
    }

    private bool SendRegion(uint index)
    {
        if (arena.MemoryAt(index) is not { } memory)
        {
            return Refuse(ArenaErrorCode.NoSuchRegion);
        }

        if (!memory.With(segment => segment.OpenReadOnlyDescriptor()).TryGet(out var descriptor, out var fault) || descriptor is null)
        {
            return fault is not null && Refuse(fault.ForArena().Code);
        }

        using (descriptor)
        {
            return Answer(SegmentLayout.SegmentBytes(memory.Schema), [descriptor]);
        }
    }

    private bool SendPins()
    {
        var descriptors = arena.Pins.Descriptors(except: _place);
        var sent = Answer(descriptors.Count, [.. descriptors]);
        descriptors.ForEach(descriptor => descriptor.Dispose());
        return sent;
    }

    private bool SendRings()
    {
        if (_inbox is not null || _peer is not { } peer || options.Desk is not { } desk)
        {
            return Refuse(ArenaErrorCode.NotGranted);
        }

        var opened = PeerInbox.Open(arena, desk, peer, options.Capabilities(peer), connection.Dispose);
        if (!opened.TryGet(out _inbox, out var fault))
        {
            return Refuse(fault.Code == RingErrorCode.OutOfMemory ? ArenaErrorCode.OutOfMemory : ArenaErrorCode.System);
        }

        return Answer(_inbox.SegmentBytes, [_inbox.Inbox, _inbox.Outbox]);
    }

    private bool Offer(uint index)
    {
        if (arena.MemoryAt(index) is not { } memory)
        {
            return Refuse(ArenaErrorCode.NoSuchRegion);
        }

        if (memory.IsDynamic || _peer is not { } peer || !options.MayWrite(peer, memory.Schema.Name))
        {
            return Refuse(ArenaErrorCode.NotGranted);
        }

        if (!arena.Grants.Offer(memory, peer).TryGet(out var offer, out var fault))
        {
            return Refuse(fault.Code);
        }

        _offer = offer;
        return Answer(offer.Segment.SizeBytes, [offer.Segment.Descriptor!]);
    }

    /// <summary>Waits for the boundary. An offer that did not reach one in time is dropped, and its action does nothing when it runs later.</summary>
    private bool Install(GrantOffer offer)
    {
        _offer = null;
        using (offer)
        {
            if (!offer.TrySeal())
            {
                return Refuse(ArenaErrorCode.NotGranted);
            }

            options.AtBoundary(offer.Install);
            offer.EndInTime();
            if (!offer.IsInstalled)
            {
                return Refuse(ArenaErrorCode.LeaseHeld);
            }

            _wasGranted = true;
            return Answer(offer.Stamp.Generation, []);
        }
    }

    private bool Answer(long value, SafeFileHandle[] descriptors)
    {
        Span<byte> message = stackalloc byte[Reply.Bytes];
        new Reply(null, descriptors.Length, value).Write(message);
        return connection.Send(message, descriptors) is null;
    }

    private bool Refuse(ArenaErrorCode code)
    {
        Span<byte> message = stackalloc byte[Reply.Bytes];
        new Reply(code, 0, 0).Write(message);
        return connection.Send(message) is null;
    }

    private void Leave()
    {
        _offer?.Dispose();
        _inbox?.Dispose();
        if (_place != NoPlace)
        {
            arena.Pins.Lift(_place);
            arena.Left(connection.Peer.Pid, _peer);
            Volatile.Write(ref _place, NoPlace);
        }

        connection.Dispose();
    }
}
