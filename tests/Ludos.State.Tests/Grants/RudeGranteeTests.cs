using Ludos.Platform.Ipc;
using Ludos.State;
using Ludos.State.TestHost;
using Ludos.State.Tests.Sharing;
using Microsoft.Win32.SafeHandles;
using Xunit;

namespace Ludos.State.Tests.Grants;

/// <summary>Who asks for a grant and does not go on as agreed gets none; the region stays where it is, and free for the next one.</summary>
public sealed class RudeGranteeTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ServedArena _served = new(serve: new ServeOptions { MayWrite = (_, _) => true });
    private readonly Region _region;

    public RudeGranteeTests() => _region = _served.Arena.Add(Schemas.Words("r", 8, 3)).Value;

    public void Dispose() => _served.Dispose();

    [Fact]
    public void It_never_says_that_it_mapped_the_segment()
    {
        using var connection = Attached();
        Ask(connection, RequestKind.Grant, 0).ForEach(descriptor => descriptor.Dispose());
        Assert.Equal(ArenaErrorCode.LeaseHeld, _region.AcquireWriter().Fault!.Code);
        Assert.Equal(LocalSocketErrorCode.Closed, connection.Receive(new byte[Reply.Bytes])!.Code);
        IsAsBefore();
    }

    [Theory]
    [InlineData(1u)]
    [InlineData(2u)]
    [InlineData(3u)]
    [InlineData(4u)]
    [InlineData(99u)]
    public void It_asks_for_something_else_first(uint kind)
    {
        using var connection = Attached();
        Ask(connection, RequestKind.Grant, 0).ForEach(descriptor => descriptor.Dispose());
        Span<byte> message = stackalloc byte[Request.Bytes];
        new Request((RequestKind)kind, 0).Write(message);
        _ = connection.Send(message);
        Assert.Equal(LocalSocketErrorCode.Closed, connection.Receive(new byte[Reply.Bytes])!.Code);
        IsAsBefore();
    }

    [Fact]
    public void It_leaves_in_between()
    {
        using (var connection = Attached())
        {
            Ask(connection, RequestKind.Grant, 0).ForEach(descriptor => descriptor.Dispose());
        }

        IsAsBefore();
    }

    [Fact]
    public void It_seals_the_segment_against_being_sealed()
    {
        const int addSeals = 1033;
        const int sealSeal = 1;
        using var connection = Attached();
        var segment = Ask(connection, RequestKind.Grant, 0).Single();
        using (segment)
        {
            Assert.Equal(0, NativeCalls.Control(segment, addSeals, sealSeal));
        }

        Span<byte> message = stackalloc byte[Reply.Bytes];
        new Request(RequestKind.Mapped, 0).Write(message);
        Assert.Null(connection.Send(message[..Request.Bytes]));
        Assert.Null(connection.Receive(message));
        Assert.Equal(ArenaErrorCode.NotGranted, Reply.Read(message).Value.Refusal);
        IsAsBefore();
    }

    [Fact]
    public void It_says_mapped_without_having_asked()
    {
        using var connection = Attached();
        Span<byte> message = stackalloc byte[Request.Bytes];
        new Request(RequestKind.Mapped, 0).Write(message);
        _ = connection.Send(message);
        Assert.Equal(LocalSocketErrorCode.Closed, connection.Receive(new byte[Reply.Bytes])!.Code);
        IsAsBefore();
    }

    private void IsAsBefore()
    {
        RegionWriter? writer = null;
        ServedArena.WaitUntil(() => _region.AcquireWriter().TryGet(out writer, out _), "the lease to be free again");
        Assert.Equal(1u, _region.Generation);
        Assert.Equal(2UL, Schemas.PublishPattern(writer!));
        writer!.Dispose();
        using var honest = Arena.Attach(_served.Socket, AttachOptions.Default).Value;
        using var granted = honest.Find("r").Value.AcquireWriter().Value;
        Assert.Equal(3UL, Schemas.PublishPattern(granted));
        Assert.True(Schemas.HoldsPattern(_region.Front, 3));
    }

    private LocalConnection Attached()
    {
        var connection = LocalConnection.Connect(_served.Socket, Patience).Value;
        connection.SetReceiveTimeout(Patience);
        Ask(connection, RequestKind.Attach, 0).ForEach(descriptor => descriptor.Dispose());
        return connection;
    }

    private static List<SafeFileHandle> Ask(LocalConnection connection, RequestKind kind, uint argument)
    {
        Span<byte> message = stackalloc byte[Reply.Bytes];
        new Request(kind, argument).Write(message);
        Assert.Null(connection.Send(message[..Request.Bytes]));
        var descriptors = new List<SafeFileHandle>();
        Assert.Null(connection.Receive(message, descriptors));
        Assert.Null(Reply.Read(message).Value.Refusal);
        return descriptors;
    }
}
