using Ludos.Modules;
using Ludos.Platform;
using Ludos.Trust;
using Xunit;

namespace Ludos.Runtime.Tests.Swapping;

/// <summary>The C modules of tests/modules in a session: real wasm, from a game's folder to a swap and back.</summary>
public sealed class ProofModuleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ludos-proof-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("better", SwapReport.Promoted, "")]
    [InlineData("trap", SwapReport.RolledBack, "Unreachable")]
    [InlineData("spin", SwapReport.RolledBack, "1000000 fuel")]
    [InlineData("deep", SwapReport.RolledBack, "StackExhausted")]
    [InlineData("grow", SwapReport.RolledBack, "1000000 fuel")]
    [InlineData("faultcode", SwapReport.RolledBack, "fault code 42")]
    [InlineData("missing", SwapReport.Refused, "exports no function proof_tick")]
    [InlineData("schema", SwapReport.Refused, "u32 became #1 value: u64")]
    public void EachVersionEndsAsItShouldAndTheOtherModuleNeverNotices(string version, string outcome, string reason)
    {
        using GameSession session = Open("good", "counter-region");
        Fakes.Sessions.Step(session, 5);

        SwapReport report = session.Swap("proof", ModulePacker.Pack(Source(version)).Value, ModuleOrigin.CommandLine, version).Value;
        Fakes.Sessions.Step(session, 3);

        Assert.Equal(outcome, report.Outcome);
        Assert.Contains(reason, report.Reason, StringComparison.Ordinal);
        Assert.Equal(7 + session.Tick, Fakes.Sessions.Number(session, "regioncount"));
        long swapped = report.FlipTick < 0 ? 0 : session.Tick - report.FlipTick;
        int lost = outcome == SwapReport.RolledBack ? 1 : 0;
        long expected = outcome == SwapReport.Promoted ? report.FlipTick + (100 * swapped) : session.Tick - lost;
        Assert.Equal(expected, Fakes.Sessions.Number(session, "proof"));
        Assert.Equal("running", session.Status().State);
    }

    [Fact]
    public void AVersionThatAnotherModuleCannotUseIsRefused()
    {
        using GameSession session = Open(("good", ""), ("counter-scratch", "\"dependencies\": [ { \"id\": \"proof\", \"range\": \"[1.0.0,1.1.0)\" } ],"));

        SwapReport report = session.Swap("proof", ModulePacker.Pack(Source("better")).Value, ModuleOrigin.CommandLine, "better").Value;

        Assert.Equal((SwapReport.Refused, "1.1.0"), (report.Outcome, report.ToVersion));
        Assert.Contains("counter.scratch 1.0.0 needs proof [1.0.0, 1.1.0); the game has 1.1.0.", report.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void ADependencyThatTheGameLacksEndsTheStart()
    {
        string game = Game(("counter-scratch", "\"dependencies\": [ { \"id\": \"shark\", \"range\": \"1.0.0\" } ],"));

        Base.Fault<GameErrorCode> fault = GameSession.Open(game, Fakes.Sessions.Options).Fault!;

        Assert.Equal(GameErrorCode.MissingDependency, fault.Code);
        Assert.Contains("counter.scratch 1.0.0 needs shark", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ABareWasmGoesInUnderTheManifestThatRuns()
    {
        using GameSession session = Open("good");
        Fakes.Sessions.Step(session, 2);

        SwapReport report = session.Swap("proof", File.ReadAllBytes(Path.Combine(Source("better"), "proof.wasm")), ModuleOrigin.CommandLine, "proof.wasm").Value;

        Assert.Equal((SwapReport.Promoted, "1.0.0"), (report.Outcome, report.ToVersion));
        Assert.Equal(2 + (100 * (session.Tick - 2)), Fakes.Sessions.Number(session, "proof"));
    }

    [Fact]
    public void ARestartBeginsWithTheMemoryOfTheCodeThatRuns()
    {
        using GameSession session = Open("counter-region");
        Fakes.Sessions.Step(session, 4);
        Assert.Equal(11, Fakes.Sessions.Number(session, "regioncount"));

        session.Restart();
        Fakes.Sessions.Step(session, 2);

        Assert.Equal(9, Fakes.Sessions.Number(session, "regioncount"));
    }

    private static string Source(string name) => Path.Combine(AppContext.BaseDirectory, "modules", name);

    private GameSession Open(params string[] names) => Open([.. names.Select(name => (name, ""))]);

    private GameSession Open(params (string Name, string Extra)[] modules) =>
        GameSession.Open(Game(modules), new SessionOptions { Clock = new MonotonicClock(), Dev = true }).Value;

    /// <summary>A game of copies of proof modules; extra fields go into their manifests.</summary>
    private string Game(params (string Name, string Extra)[] modules)
    {
        foreach ((string name, string extra) in modules)
        {
            string target = Path.Combine(_folder, name);
            Directory.CreateDirectory(target);
            foreach (string file in Directory.EnumerateFiles(Source(name))) File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
            string manifest = Path.Combine(target, "module.json");
            string text = File.ReadAllText(manifest);
            File.WriteAllText(manifest, string.Concat("{", extra, text.AsSpan(text.IndexOf('{', StringComparison.Ordinal) + 1)));
        }

        string list = string.Join(", ", modules.Select(module => $"\"{module.Name}\""));
        File.WriteAllText(Path.Combine(_folder, "game.json"), $$"""{ "id": "proofs", "name": "Proofs", "modules": [{{list}}] }""");
        return _folder;
    }
}
