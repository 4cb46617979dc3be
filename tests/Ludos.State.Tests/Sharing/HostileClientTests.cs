using Ludos.Platform.Ipc;
using Ludos.State;
using Ludos.State.Tests.Layout;
using Microsoft.Win32.SafeHandles;
using Xunit;

namespace Ludos.State.Tests.Sharing;

/// <summary>What connects to an arena's socket speaks out of turn, nonsense, or not at all: it is cut off, and others attach as before.</summary>
public sealed class HostileClientTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ServedArena _served = new();

    public HostileClientTests() => _ = _served.Arena.Add(Schemas.Words("r", 8, 3)).Value;

    public void Dispose() => _served.Dispose();

    [Fact]
    public void Noise_is_cut_off()
    {
        var mutations = new Mutations(0xDEAD);
        for (var round = 0; round < 100; round++)
        {
            using var connection = Connect();
            var noise = new byte[Request.Bytes];
            new Request(RequestKind.Attach, 0).Write(noise);
            mutations.Damage(noise);
            _ = connection.Send(noise);
            _ = connection.Send(noise);
        }

        StillServes();
    }

    [Theory]
    [InlineData(2u, 0u)]
    [InlineData(3u, 0u)]
    [InlineData(0u, 0u)]
    [InlineData(4u, 0u)]
    [InlineData(5u, 0u)]
    [InlineData(77u, 0u)]
    public void Requests_before_attaching_get_nothing(uint kind, uint argument)
    {
        using var connection = Connect();
        Span<byte> message = stackalloc byte[Reply.Bytes];
        new Request((RequestKind)kind, argument).Write(message);
        _ = connection.Send(message[..Request.Bytes]);
        var received = new List<SafeFileHandle>();
        Assert.Equal(LocalSocketErrorCode.Closed, connection.Receive(message, received)!.Code);
        Assert.Empty(received);
    }

    [Fact]
    public void A_reader_gets_no_pins_of_others_and_no_region_that_is_not()
    {
        using var connection = Connect();
        Assert.Null(Ask(connection, RequestKind.Attach, 0, out var first));
        Assert.Equal(2, first.Count);
        Assert.Equal(ArenaErrorCode.NoSuchRegion, Ask(connection, RequestKind.Region, 1, out _));
        Assert.Equal(ArenaErrorCode.NoSuchRegion, Ask(connection, RequestKind.Region, uint.MaxValue, out _));
        Assert.Null(Ask(connection, RequestKind.Region, 0, out var second));
        first.AddRange(second);
        first.ForEach(descriptor => descriptor.Dispose());
        Span<byte> message = stackalloc byte[Request.Bytes];
        new Request(RequestKind.Pins, 0).Write(message);
        _ = connection.Send(message);
        Assert.Equal(LocalSocketErrorCode.Closed, connection.Receive(new byte[Reply.Bytes])!.Code);
    }

    [Fact]
    public void What_a_reader_was_given_cannot_be_made_writable()
    {
        using var connection = Connect();
        Assert.Null(Ask(connection, RequestKind.Attach, 0, out var descriptors));
        Assert.Null(Ask(connection, RequestKind.Region, 0, out var region));
        foreach (var descriptor in new[] { descriptors[0], region[0] })
        {
            Assert.ThrowsAny<Exception>(() => RandomAccess.Write(descriptor, new byte[] { 1 }, 0));
            Assert.False(Ludos.Platform.Memory.SharedSegment.Open(Ludos.Platform.Memory.SharedSegment.Duplicate(descriptor)!, 65536, writable: true).IsOk);

            // Opened anew through /proc the descriptor may be writable; the seal still holds.
            using var reopened = TryReopenWritable(descriptor);
            if (reopened is not null)
            {
                Assert.ThrowsAny<Exception>(() => RandomAccess.Write(reopened, new byte[] { 1 }, 0));
                Assert.False(Ludos.Platform.Memory.SharedSegment.Open(Ludos.Platform.Memory.SharedSegment.Duplicate(reopened)!, 65536, writable: true).IsOk);
            }

            descriptor.Dispose();
        }

        descriptors[1].Dispose();
    }

    private static SafeFileHandle? TryReopenWritable(SafeFileHandle descriptor)
    {
        try
        {
            return File.OpenHandle($"/proc/self/fd/{descriptor.DangerousGetHandle()}", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static ArenaErrorCode? Ask(LocalConnection connection, RequestKind kind, uint argument, out List<SafeFileHandle> descriptors)
    {
        Span<byte> message = stackalloc byte[Reply.Bytes];
        new Request(kind, argument).Write(message);
        Assert.Null(connection.Send(message[..Request.Bytes]));
        descriptors = [];
        Assert.Null(connection.Receive(message, descriptors));
        return Reply.Read(message).Value.Refusal;
    }

    private LocalConnection Connect()
    {
        var connection = LocalConnection.Connect(_served.Socket, Patience).Value;
        connection.SetReceiveTimeout(Patience);
        return connection;
    }

    private void StillServes()
    {
        // At first the server may still be busy seeing the others off, and turn this one away.
        Arena? attached = null;
        ServedArena.WaitUntil(() => Arena.Attach(_served.Socket, AttachOptions.Default).TryGet(out attached, out _), "an honest attacher to be admitted");
        using (attached)
        {
            Assert.True(attached!.TryFind("r", out _));
        }
    }
}
