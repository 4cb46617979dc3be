using System.Buffers.Binary;
using System.Security.Cryptography;
using Ludos.Platform.Ipc;
using Ludos.Protocols.Trust.V1;
using Xunit;

namespace Ludos.Trust.Tests.Keeper;

/// <summary>Requests that are none, too long, cut off or many: refused or closed, and the keeper serves the next.</summary>
public class KeeperHostileClientTests
{
    private const int Rounds = 4_000;

    [Fact]
    public void Damaged_requests_are_refused_or_legal()
    {
        var seeds = Seeds();
        var (refused, accepted) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = seeds[round % seeds.Count].ToArray();
            var counter = new byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(counter, round);
            var chance = SHA256.HashData(counter);
            for (var change = 0; change < 1 + (chance[0] % 4); change++)
            {
                bytes[BinaryPrimitives.ReadUInt16LittleEndian(chance.AsSpan(1 + (3 * change))) % bytes.Length] = chance[3 + (3 * change)];
            }

            var length = chance[20] < 30 ? chance[21] % bytes.Length : bytes.Length;
            if (KeeperRequest.Read(bytes.AsSpan(0, length)).TryGet(out var request, out var fault))
            {
                accepted++;
                Assert.True(request.Name.Length <= KeeperConstants.KeeperMaxNameBytes && request.Content.Length <= KeeperConstants.KeeperMaxContentBytes);
                request.Dispose();
            }
            else
            {
                refused++;
                Assert.Equal(KeyErrorCode.BadMessage, fault.Code);
            }

            _ = KeeperAnswer.Read(bytes.AsSpan(0, length));
        }

        Assert.True(refused > Rounds / 20, $"Only {refused} of {Rounds} were refused: the damage does nothing.");
        Assert.True(accepted > 0, "Nothing was accepted: the seeds are not legal.");
    }

    /// <summary>Requests that a reader of the code found troublesome; the first line of each says why.</summary>
    [Fact]
    public void Past_failures_stay_fixed()
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Keeper", "corpus"), "*.hex");
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var text = string.Concat(File.ReadLines(file).Where(line => !line.StartsWith('#')));
            var fault = KeeperRequest.Read(Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal))).Fault;
            Assert.True(fault?.Code == KeyErrorCode.BadMessage, $"{Path.GetFileName(file)}: {fault}");
        }
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(0xffffffffu)]
    [InlineData((uint)KeeperConstants.KeeperMaxMessageBytes + 1)]
    public void Lengths_that_are_not_allowed_end_the_connection(uint length)
    {
        using var house = new KeeperHouse();
        using var connection = Connect(house);
        var head = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(head, length);
        Assert.Null(connection.Send(head));
        Assert.Equal(LocalSocketErrorCode.Closed, connection.Receive(new byte[1])!.Code);
        Assert.True(house.Client.Status().IsOk);
    }

    [Fact]
    public void Bytes_that_are_no_message_are_answered_once_and_the_connection_ends()
    {
        using var house = new KeeperHouse();
        using var connection = Connect(house);
        Assert.Null(connection.Send([4, 0, 0, 0, 9, 9, 9, 9]));
        var head = new byte[4];
        Assert.Null(connection.Receive(head));
        var reply = new byte[BinaryPrimitives.ReadInt32LittleEndian(head)];
        Assert.Null(connection.Receive(reply));
        Assert.Equal(KeyErrorCode.BadMessage, KeeperAnswer.Read(reply).Value.Fault!.Code);
        Assert.Equal(LocalSocketErrorCode.Closed, connection.Receive(new byte[1])!.Code);
    }

    [Fact]
    public void Connections_above_the_limit_are_closed_unheard_and_places_come_free()
    {
        using var house = new KeeperHouse();
        var held = Enumerable.Range(0, KeeperServer.MaxConnections).Select(_ => Connect(house)).ToList();
        using (var one = Connect(house))
        {
            Assert.Equal(LocalSocketErrorCode.Closed, one.Receive(new byte[1])!.Code);
        }

        held.ForEach(connection => connection.Dispose());
        var status = house.Client.Status();
        for (var attempt = 0; !status.IsOk && attempt < 10_000; attempt++)
        {
            status = house.Client.Status();
        }

        Assert.True(status.IsOk, status.Fault?.ToString());
    }

    private static LocalConnection Connect(KeeperHouse house)
    {
        var connection = LocalConnection.Connect(house.Paths.SocketPath, TimeSpan.FromSeconds(10)).Value;
        connection.SetReceiveTimeout(TimeSpan.FromSeconds(30));
        return connection;
    }

    private static List<byte[]> Seeds() =>
    [
        new KeeperRequest { Operation = KeeperOperation.NewKey, Name = "studio", Algorithm = KeyAlgorithm.Ed25519, Purposes = KeyPurposes.SignModules }.Write().ToArray(),
        new KeeperRequest { Operation = KeeperOperation.Sign, Name = "studio", Context = SigningContext.TufMetadata, Content = new byte[100] }.Write().ToArray(),
        new KeeperRequest { Operation = KeeperOperation.Unlock, Passphrase = new byte[20] }.Write().ToArray(),
        new KeeperAnswer { Keys = [new KeptKey("a", KeyAlgorithm.X25519, KeyPurposes.Receive, DateTimeOffset.UnixEpoch, new byte[32])], Contents = [new byte[9]] }.Write().ToArray(),
    ];
}
