using System.Net.Sockets;
using System.Runtime.Versioning;
using Ludos.Platform.Ipc;
using Ludos.Platform.Memory;
using Microsoft.Win32.SafeHandles;
using Xunit;

namespace Ludos.Platform.Tests.Ipc;

[SupportedOSPlatform("linux")]
public sealed class LocalSocketTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ludos-platform-");

    private string SocketPath => Path.Combine(_folder.FullName, "s");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Only_this_user_can_reach_it_and_it_goes_away()
    {
        var listener = LocalListener.Bind(SocketPath).Value;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(SocketPath));
        Assert.Equal([SocketPath], Directory.GetFileSystemEntries(_folder.FullName));
        listener.Dispose();
        Assert.Empty(Directory.GetFileSystemEntries(_folder.FullName));
        Assert.Equal(LocalSocketErrorCode.NotListening, LocalConnection.Connect(SocketPath, Patience).Fault!.Code);
    }

    [Fact]
    public void Messages_and_descriptors_arrive_whole_and_the_peer_is_known()
    {
        using var pair = new Pair(SocketPath);
        Assert.Equal(Environment.ProcessId, pair.Server.Peer.Pid);
        Assert.True(pair.Client.Peer.IsThisUser);
        using var segment = SharedSegment.Create("test", 65536).Value;
        unsafe
        {
            segment.Base[3] = 99;
        }

        var large = new byte[300_000];
        new Span<byte>(large).Fill(5);
        var sending = new Thread(() => Assert.Null(pair.Server.Send(large, [segment.Descriptor!, segment.Descriptor!])));
        sending.Start();
        var received = new List<SafeFileHandle>();
        var message = new byte[large.Length];
        Assert.Null(pair.Client.Receive(message, received));
        sending.Join();
        Assert.Equal(large, message);
        Assert.Equal(2, received.Count);
        using var mapped = SharedSegment.Open(received[0], 65536, writable: true).Value;
        unsafe
        {
            Assert.Equal(99, mapped.Base[3]);
        }

        received[1].Dispose();
    }

    [Fact]
    public void Descriptors_that_nobody_asked_for_are_closed()
    {
        using var pair = new Pair(SocketPath);
        using var segment = SharedSegment.CreateDescriptor("test", 65536).Value;
        var before = Directory.GetFileSystemEntries("/proc/self/fd").Length;
        for (var round = 0; round < 50; round++)
        {
            Assert.Null(pair.Server.Send(new byte[1], [segment]));
            Assert.Null(pair.Client.Receive(new byte[1]));
        }

        Assert.InRange(Directory.GetFileSystemEntries("/proc/self/fd").Length, 0, before + 20);
    }

    [Fact]
    public void The_stream_carries_bytes_both_ways()
    {
        using var pair = new Pair(SocketPath);
        pair.Client.Stream.Write("ping"u8);
        var bytes = new byte[4];
        pair.Server.Stream.ReadExactly(bytes);
        Assert.Equal("ping"u8.ToArray(), bytes);
        Assert.False(pair.Client.IsClosed);
        pair.Server.Dispose();
        Assert.True(pair.Client.IsClosed);
        Assert.Equal(0, pair.Client.Stream.Read(bytes));
    }

    [Fact]
    public void Silence_times_out_and_an_early_end_says_how_much_came()
    {
        using var pair = new Pair(SocketPath);
        pair.Client.SetReceiveTimeout(TimeSpan.FromMilliseconds(20));
        Assert.Equal(LocalSocketErrorCode.TimedOut, pair.Client.Receive(new byte[4])!.Code);
        Assert.Null(pair.Server.Send(new byte[3]));
        pair.Server.Dispose();
        var fault = pair.Client.Receive(new byte[4]);
        Assert.Equal(LocalSocketErrorCode.Closed, fault!.Code);
        Assert.Contains("after 3 of 4 bytes", fault.Message);
        Assert.Equal(LocalSocketErrorCode.Closed, pair.Client.Send(new byte[1])!.Code);
    }

    [Fact]
    public async Task Disposing_ends_a_waiting_accept_and_a_waiting_receive()
    {
        using var pair = new Pair(SocketPath);
        var receiving = Task.Run(() => pair.Client.Receive(new byte[1]));
        var accepting = Task.Run(() => pair.Listener.Accept());
        await Task.Delay(50);
        pair.Client.Dispose();
        pair.Listener.Dispose();
        Assert.Equal(LocalSocketErrorCode.Closed, (await receiving.WaitAsync(Patience))!.Code);
        Assert.Equal(LocalSocketErrorCode.Closed, (await accepting.WaitAsync(Patience)).Fault!.Code);
    }

    [Fact]
    public void A_socket_that_someone_listens_at_is_not_taken()
    {
        using var first = LocalListener.Bind(SocketPath).Value;
        var second = LocalListener.Bind(SocketPath);
        Assert.Equal(LocalSocketErrorCode.AddressTaken, second.Fault!.Code);
        Assert.Contains("another process listens", second.Fault.Message);
        Assert.True(LocalConnection.Connect(SocketPath, Patience).IsOk);
    }

    [Fact]
    public void A_dead_socket_is_replaced_and_of_many_starters_one_wins()
    {
        LeaveDeadSocket();
        Assert.True(File.Exists(SocketPath));
        var results = new Ludos.Base.Result<LocalListener, LocalSocketErrorCode>[8];
        Parallel.For(0, results.Length, index => results[index] = LocalListener.Bind(SocketPath));
        var winner = Assert.Single(results, result => result.IsOk).Value;
        Assert.All(results.Where(result => !result.IsOk), result => Assert.Equal(LocalSocketErrorCode.AddressTaken, result.Fault!.Code));
        Assert.True(LocalConnection.Connect(SocketPath, Patience).IsOk);
        winner.Dispose();
    }

    [Fact]
    public void A_file_that_is_no_socket_is_left_alone()
    {
        File.WriteAllText(SocketPath, "somebody's");
        Assert.Equal(LocalSocketErrorCode.AddressTaken, LocalListener.Bind(SocketPath).Fault!.Code);
        Assert.Equal("somebody's", File.ReadAllText(SocketPath));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/tmp/0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234")]
    public void A_path_that_no_socket_can_have_is_refused(string path)
    {
        Assert.Equal(LocalSocketErrorCode.PathTooLong, LocalListener.Bind(path).Fault!.Code);
        Assert.Equal(LocalSocketErrorCode.PathTooLong, LocalConnection.Connect(path, Patience).Fault!.Code);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_a_fault() =>
        Assert.Equal(LocalSocketErrorCode.System, LocalListener.Bind(Path.Combine(_folder.FullName, "none", "s")).Fault!.Code);

    /// <summary>What a killed process leaves: a path that was bound and that nobody listens at.</summary>
    private void LeaveDeadSocket()
    {
        var elsewhere = SocketPath + "-bound";
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(elsewhere));
        File.Move(elsewhere, SocketPath);
    }

    private sealed class Pair : IDisposable
    {
        internal Pair(string path)
        {
            Listener = LocalListener.Bind(path).Value;
            var accepting = Task.Run(() => Listener.Accept().Value);
            Client = LocalConnection.Connect(path, Patience).Value;
            Server = accepting.GetAwaiter().GetResult();
        }

        internal LocalListener Listener { get; }

        internal LocalConnection Client { get; }

        internal LocalConnection Server { get; }

        public void Dispose()
        {
            Client.Dispose();
            Server.Dispose();
            Listener.Dispose();
        }
    }
}
