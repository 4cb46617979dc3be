using System.Text;
using Ludos.Base;
using Xunit;

namespace Ludos.Trust.Tests.Keeper;

public class KeeperTests
{
    private static readonly byte[] Passphrase = "correct horse"u8.ToArray();

    [Fact]
    public void Keys_are_made_listed_and_removed_and_outlive_a_keeper()
    {
        using var house = new KeeperHouse();
        Assert.Equal(KeyErrorCode.NoStore, house.Client.Keys().Fault!.Code);
        Assert.False(house.Client.Status().Value.HasStore);
        Assert.Null(house.Client.MakeStore(Passphrase));
        var made = house.Client.Create("studio", KeyAlgorithm.Ed25519, KeyPurposes.SignModules).Value;
        Assert.Equal(house.Now, made.Created);
        Assert.True(house.Client.Create("receive", KeyAlgorithm.X25519, KeyPurposes.Receive).IsOk);
        Assert.Equal(["receive", "studio"], house.Client.Keys().Value.Select(key => key.Name));

        house.Restart();
        Assert.Equal(KeyErrorCode.Locked, house.Client.Keys().Fault!.Code);
        var status = house.Client.Status().Value;
        Assert.True(status is { HasStore: true, IsProtected: true, IsUnlocked: false });
        Assert.Equal(KeyErrorCode.WrongPassphrase, house.Client.Unlock("wrong"u8.ToArray())!.Code);
        Assert.Null(house.Client.Unlock(Passphrase));
        Assert.Equal(made.PublicKey, house.Client.Key("studio").Value.PublicKey);
        Assert.Null(house.Client.Remove("receive"));
        Assert.Equal(KeyErrorCode.NoKey, house.Client.Key("receive").Fault!.Code);
        Assert.Null(house.Client.Lock());
        Assert.Equal(KeyErrorCode.Locked, house.Client.Keys().Fault!.Code);
    }

    [Fact]
    public void A_signer_signs_what_its_key_is_for_and_nothing_else()
    {
        using var house = new KeeperHouse();
        Assert.Null(house.Client.MakeStore(null));
        Assert.True(house.Client.Create("studio", KeyAlgorithm.Ed25519, KeyPurposes.SignModules | KeyPurposes.SignMetadata).IsOk);
        Assert.True(house.Client.Create("receive", KeyAlgorithm.X25519, KeyPurposes.Receive).IsOk);
        var signer = house.Client.Signer("studio").Value;
        var envelope = Envelope.Sign(signer, "application/vnd.ludos.statement.v1+json", "{}"u8.ToArray()).Value;
        Assert.Equal(signer.PublicKey, envelope.SignerAmong([signer.PublicKey]));
        Assert.True(signer.Sign(SigningContext.TufMetadata, """{"_type":"targets"}"""u8.ToArray()).IsOk);

        Assert.Equal(SignErrorCode.NotAllowed, Envelope.Sign(signer, "application/vnd.ludos.certificate.v1+json", "{}"u8.ToArray()).Fault!.Code);
        Assert.Equal(SignErrorCode.NotAllowed, Envelope.Sign(signer, Receipt.PayloadType, "{}"u8.ToArray()).Fault!.Code);
        Assert.Equal(SignErrorCode.NotAllowed, Envelope.Sign(signer, "text/plain", "{}"u8.ToArray()).Fault!.Code);
        Assert.Equal(SignErrorCode.NotAllowed, signer.Sign(SigningContext.Checkpoint, "log.example\n1\n"u8.ToArray()).Fault!.Code);
        Assert.Equal(SignErrorCode.NotAllowed, signer.Sign(SigningContext.Envelope, "anything"u8.ToArray()).Fault!.Code);
        Assert.Equal(KeyErrorCode.NotAllowed, house.Client.Signer("receive").Fault!.Code);
        Assert.Equal(KeyErrorCode.NoKey, house.Client.Signer("nobody").Fault!.Code);
    }

    /// <summary>The counts in DSSE's encoding decide where the type ends; a message whose counts do not hold could be read two ways.</summary>
    [Theory]
    [InlineData("DSSEv1 39 application/vnd.ludos.statement.v1+json 2 {}", true)]
    [InlineData("DSSEv1 39 application/vnd.ludos.statement.v1+json 3 {}", false)]
    [InlineData("DSSEv1 38 application/vnd.ludos.statement.v1+json 2 {}", false)]
    [InlineData("DSSEv1 39 application/vnd.ludos.statement.v1+json {}", false)]
    [InlineData("DSSEv1 -1 application/vnd.ludos.statement.v1+json 2 {}", false)]
    [InlineData("DSSEv1 99999999999 application/vnd.ludos.statement.v1+json 2 {}", false)]
    [InlineData("DSSEv1 ", false)]
    [InlineData("DSSEv1 4", false)]
    public void Counts_of_an_envelope_must_hold(string message, bool isSigned)
    {
        var key = new KeptKey("k", KeyAlgorithm.Ed25519, KeyPurposeNames.Signing, DateTimeOffset.UnixEpoch, new byte[32]);
        Assert.Equal(isSigned, SigningRules.Check(key, SigningContext.Envelope, Encoding.ASCII.GetBytes(message)) is null);
    }

    [Fact]
    public void A_key_is_exported_sealed_and_imported_elsewhere()
    {
        using var house = new KeeperHouse();
        Assert.Null(house.Client.MakeStore(null));
        var made = house.Client.Create("studio", KeyAlgorithm.Ed25519, KeyPurposes.SignModules).Value;
        Assert.Equal(KeyErrorCode.BadPassphrase, house.Client.Export("studio", ReadOnlyMemory<byte>.Empty).Fault!.Code);
        var file = house.Client.Export("studio", Passphrase).Value;

        using var other = new KeeperHouse();
        Assert.Null(other.Client.MakeStore("elsewhere"u8.ToArray()));
        Assert.Equal(KeyErrorCode.WrongPassphrase, other.Client.Import(file, "wrong"u8.ToArray(), null).Fault!.Code);
        Assert.Equal(KeyErrorCode.Damaged, other.Client.Import(file.AsMemory(1), Passphrase, null).Fault!.Code);
        Assert.Equal(made.PublicKey, other.Client.Import(file, Passphrase, null).Value.PublicKey);
        Assert.Equal(KeyErrorCode.Exists, other.Client.Import(file, Passphrase, null).Fault!.Code);
        Assert.Equal("again", other.Client.Import(file, Passphrase, "again").Value.Name);
    }

    [Fact]
    public void Purposes_must_suit_the_algorithm()
    {
        using var house = new KeeperHouse();
        Assert.Null(house.Client.MakeStore(null));
        Assert.Equal(KeyErrorCode.NotAllowed, house.Client.Create("a", KeyAlgorithm.X25519, KeyPurposes.SignModules).Fault!.Code);
        Assert.Equal(KeyErrorCode.NotAllowed, house.Client.Create("a", KeyAlgorithm.Ed25519, KeyPurposes.Receive).Fault!.Code);
        Assert.Equal(KeyErrorCode.NotAllowed, house.Client.Create("a", KeyAlgorithm.Ed25519, KeyPurposes.None).Fault!.Code);
        Assert.Equal(KeyErrorCode.NotAllowed, house.Client.Create("a", "rsa", KeyPurposes.SignModules).Fault!.Code);
        Assert.Equal(KeyErrorCode.BadName, house.Client.Create("A B", KeyAlgorithm.Ed25519, KeyPurposes.SignModules).Fault!.Code);
    }

    [Fact]
    public void A_second_keeper_finds_the_first_and_a_store_without_passphrase_needs_that_word()
    {
        using var house = new KeeperHouse();
        Assert.Equal(KeyErrorCode.Exists, KeeperServer.Start(house.Paths, house.Options).Fault!.Code);
        Assert.Equal(KeyErrorCode.Locked, KeeperServer.Start(house.Paths with { SocketPath = house.Paths.SocketPath + "2" }, house.Options).Fault!.Code);
        Assert.Equal(KeyErrorCode.BadPassphrase, house.Client.MakeStore(ReadOnlyMemory<byte>.Empty)!.Code);
    }

    [Fact]
    public void An_idle_keeper_ends_and_says_so_to_nobody()
    {
        using var house = new KeeperHouse();
        house.Server.Dispose();
        var clock = new SteppedClock();
        var server = KeeperServer.Start(house.Paths, house.Options with { Clock = clock, IdleAfter = TimeSpan.FromMilliseconds(40) }).Value;
        Assert.False(house.Client.Status().Value.HasStore);
        clock.NowNs = (long)TimeSpan.FromSeconds(1).TotalNanoseconds;
        server.WaitForEnd();
        Assert.Equal(KeyErrorCode.Unavailable, house.Client.Status().Fault!.Code);
        Assert.False(File.Exists(house.Paths.SocketPath));
    }

    private sealed class SteppedClock : IClock
    {
        private long _nowNs;

        public long NowNs
        {
            get => Interlocked.Read(ref _nowNs);
            set => Interlocked.Exchange(ref _nowNs, value);
        }
    }
}
