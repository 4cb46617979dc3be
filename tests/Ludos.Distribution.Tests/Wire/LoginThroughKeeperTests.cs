using Ludos.Platform;
using Ludos.Trust;
using Xunit;

namespace Ludos.Distribution.Tests.Wire;

/// <summary>The keeper knows a log-in when it sees one, and signs it with keys that identify, and with no others.</summary>
public sealed class LoginThroughKeeperTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ludos-login-");
    private readonly KeeperServer _server;
    private readonly KeeperClient _keeper;

    public LoginThroughKeeperTests()
    {
        var paths = new KeeperPaths(Path.Combine(_folder.FullName, "k.sock"), Path.Combine(_folder.FullName, "data"));
        _server = KeeperServer.Start(paths, new KeeperOptions { Clock = new MonotonicClock(), Now = () => Now }).Value;
        _keeper = new KeeperClient(paths, program: null);
        Assert.Null(_keeper.MakeStore(null));
    }

    [Fact]
    public void A_log_in_takes_a_key_that_identifies()
    {
        Assert.True(_keeper.Create("studio", KeyAlgorithm.Ed25519, KeyPurposes.SignModules | KeyPurposes.Identify).IsOk);
        Assert.True(_keeper.Create("modules", KeyAlgorithm.Ed25519, KeyPurposes.SignModules).IsOk);
        var signer = _keeper.Signer("studio").Value;
        var signed = new LoginStatement("registry.example", "studio", signer.PublicKey, "challenge").Sign(signer);
        Assert.True(signed.IsOk, signed.Fault?.ToString());
        Assert.Equal(signer.PublicKey, LoginStatement.Open(signed.Value).Value.Key);

        var other = _keeper.Signer("modules").Value;
        Assert.Equal(SignErrorCode.NotAllowed, new LoginStatement("registry.example", "studio", other.PublicKey, "challenge").Sign(other).Fault!.Code);
    }

    public void Dispose()
    {
        _keeper.Dispose();
        _server.Dispose();
        _folder.Delete(recursive: true);
    }
}
