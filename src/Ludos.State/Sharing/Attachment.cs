using Ludos.Base;
using Ludos.Platform.Ipc;
using Ludos.Platform.Memory;
using Ludos.Platform.Processes;
using Microsoft.Win32.SafeHandles;

namespace Ludos.State;

/// <summary>The owner's end of one attacher: answers its requests until it closes. What it sends is bounded and checked; whatever else ends the connection.</summary>
internal sealed class Attachment(Arena arena, ServeOptions options, LocalConnection connection) : IDisposable
{
    private const int NoPlace = -1;

    /// <summary>A process that connects and says nothing is cut off.</summary>
    private static readonly TimeSpan HelloTimeout = TimeSpan.FromSeconds(2);

    private int _place = NoPlace;
    private bool _mayWrite;

    internal bool IsAttached => Volatile.Read(ref _place) != NoPlace;

    internal void Run()
    {
        try
        {
            connection.SetReceiveTimeout(HelloTimeout);
            while (Serve())
            {
                connection.SetReceiveTimeout(Timeout.InfiniteTimeSpan);
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

        return request.Kind switch
        {
            RequestKind.Attach => _place == NoPlace && Attach(request.Argument != 0),
            RequestKind.Region => _place != NoPlace && SendRegion(request.Argument),
            RequestKind.Pins => _mayWrite && SendPins(),
            _ => false,
        };
    }

    private bool Attach(bool write)
    {
        if (write && !(arena.Options.AllowWriters && ProcessIdentity.Of(connection.Peer.Pid) is { } peer && options.MayWrite(peer)))
        {
            return Refuse(ArenaErrorCode.NotGranted);
        }

        if (!SharedSegment.CreateDescriptor("ludos:pins", ControlLayout.PinPageBytes).TryGet(out var page, out var fault))
        {
            return Refuse(fault.ForArena().Code);
        }

        var place = arena.Pins.Lay(page);
        if (place < 0)
        {
            page.Dispose();
            return Refuse(ArenaErrorCode.Refused);
        }

        Volatile.Write(ref _place, place);
        _mayWrite = write;
        return WithDescriptor(arena.Control, control => Answer(arena.Control.SizeBytes, [control, page]));
    }

    private bool SendRegion(uint index) => arena.SegmentAt(index) is { } segment
        ? WithDescriptor(segment, descriptor => Answer(segment.SizeBytes, [descriptor]))
        : Refuse(ArenaErrorCode.NoSuchRegion);

    private bool SendPins()
    {
        var descriptors = arena.Pins.Descriptors(except: _place);
        var sent = Answer(descriptors.Count, [.. descriptors]);
        descriptors.ForEach(descriptor => descriptor.Dispose());
        return sent;
    }

    /// <summary>A reader gets a descriptor of its own that only reads; a writer gets ours.</summary>
    private bool WithDescriptor(SharedSegment segment, Func<SafeFileHandle, bool> use)
    {
        if (_mayWrite)
        {
            return use(segment.Descriptor!);
        }

        if (!segment.OpenReadOnlyDescriptor().TryGet(out var descriptor, out var fault))
        {
            return Refuse(fault.ForArena().Code);
        }

        using (descriptor)
        {
            return use(descriptor);
        }
    }

    private bool Answer(long value, SafeFileHandle[] descriptors)
    {
        Span<byte> message = stackalloc byte[Reply.Bytes];
        new Reply(null, value).Write(message);
        return connection.Send(message, descriptors) is null;
    }

    private bool Refuse(ArenaErrorCode code)
    {
        Span<byte> message = stackalloc byte[Reply.Bytes];
        new Reply(code, 0).Write(message);
        return connection.Send(message) is null;
    }

    private void Leave()
    {
        if (_place != NoPlace)
        {
            arena.Pins.Lift(_place);
            Volatile.Write(ref _place, NoPlace);
        }

        connection.Dispose();
    }
}
