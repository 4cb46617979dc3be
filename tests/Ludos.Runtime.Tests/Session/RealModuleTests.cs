using Ludos.Modules;
using Ludos.Runtime.Headless;
using Ludos.Runtime.Tests.Fakes;
using Ludos.Trust;
using Xunit;

namespace Ludos.Runtime.Tests.Session;

/// <summary>The whole road with real wasm: the proof modules of tests/modules and the games of games/.</summary>
public sealed class RealModuleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ludos-real-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Proof(string version) => Path.Combine(Checkout.Root, "tests", "modules", version);

    private static GameSession Open(string path, SessionOptions? options = null) => GameSession.Open(path, options ?? Sessions.Options).Value;

    private static Base.Result<SwapReport, SwapErrorCode> Swap(GameSession session, string version) =>
        session.Swap("proof", ModulePacker.Pack(Proof(version)).Value, ModuleOrigin.CommandLine, version);

    [Fact]
    public void Better_code_takes_over_where_good_code_was()
    {
        using var session = Open(Proof("good"));
        session.Step(5);
        var report = Swap(session, "better").Value;
        Assert.Equal((SwapReport.Promoted, "1.0.0", "1.1.0"), (report.Outcome, report.FromVersion, report.ToVersion));
        Assert.Equal(5 + (100 * ((int)session.Tick - 5)), session.Number("proof"));
        Assert.True(session.RollBack("proof").IsOk);
    }

    [Theory]
    [InlineData("trap", "Unreachable")]
    [InlineData("spin", "budget")]
    [InlineData("deep", "StackExhausted")]
    [InlineData("grow", "budget")]
    [InlineData("faultcode", "42")]
    public void Faulty_code_is_rolled_back_within_two_ticks_and_says_why(string version, string why)
    {
        using var session = Open(Proof("good"));
        session.Step(5);
        var report = Swap(session, version).Value;
        Assert.Equal(SwapReport.RolledBack, report.Outcome);
        Assert.Contains(why, report.Reason, StringComparison.Ordinal);
        Assert.True(session.Tick <= report.FlipTick + 2);
        var before = session.Number("proof");
        session.Step(3);
        Assert.Equal(before + 3, session.Number("proof"));
        Assert.NotEqual(unchecked((int)0xDEADBEEF), session.Number("proof"));
    }

    [Theory]
    [InlineData("missing", "proof_tick")]
    [InlineData("schema", "u64")]
    public void Code_that_does_not_fit_is_refused_and_says_why(string version, string why)
    {
        using var session = Open(Proof("good"));
        session.Step(2);
        var report = Swap(session, version).Value;
        Assert.Equal(SwapReport.Refused, report.Outcome);
        Assert.Contains(why, report.Reason + string.Join(' ', report.Differences), StringComparison.Ordinal);
        session.Step(1);
        Assert.Equal(3, session.Number("proof"));
    }

    [Fact]
    public void A_static_is_reset_or_lives_in_a_region()
    {
        using var scratch = Open(Proof("counter-scratch"));
        using var region = Open(Proof("counter-region"));
        scratch.Step(10);
        region.Step(10);
        Assert.Equal((8, 17), (scratch.Number("scratchcount"), region.Number("regioncount")));
    }

    [Fact]
    public void A_saved_module_is_swapped_in()
    {
        Copy(Proof("good"), _folder);
        using var session = Open(_folder, Sessions.Options with { Watch = true });
        using var viewer = session.AddViewer();
        session.StartRealtime();
        Copy(Proof("better"), _folder);
        Assert.True(Sessions.Eventually(() => session.Status().Modules[0].Version == "1.1.0"));
        File.WriteAllBytes(Path.Combine(_folder, "proof.wasm"), [0, (byte)'a', (byte)'s', (byte)'m', 1, 0, 0, 0, 99]);
        Assert.True(Sessions.Eventually(() => session.Status().Modules[0].LastSwap?.Outcome == SwapReport.Refused));
        Assert.Equal("running", session.Status().State);
    }

    [Fact]
    public void A_saved_source_is_built_and_swapped_in_and_a_failed_build_changes_nothing()
    {
        Copy(Proof("good"), _folder);
        File.WriteAllText(Path.Combine(_folder, "build.sh"), $"grep -q wrong proof.c && {{ echo 'proof.c:1: wrong' >&2; exit 1; }}\ncp {Proof("better")}/module.json {Proof("better")}/proof.wasm \"$1\"\n");
        var told = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var session = Open(_folder, Sessions.Options with { Watch = true });
        session.Events += happened => told.Enqueue(happened.Text);
        using var viewer = session.AddViewer();
        session.StartRealtime();
        File.WriteAllText(Path.Combine(_folder, "proof.c"), "wrong");
        Assert.True(Sessions.Eventually(() => told.Any(text => text.Contains("proof.c:1: wrong", StringComparison.Ordinal))));
        Assert.Equal("1.0.0", session.Status().Modules[0].Version);
        File.WriteAllText(Path.Combine(_folder, "proof.c"), "right");
        Assert.True(Sessions.Eventually(() => session.Status().Modules[0].Version == "1.1.0"));
    }

    [Fact]
    public void A_saved_header_that_modules_share_swaps_all_of_them()
    {
        Copy(Proof("counter-scratch"), Path.Combine(_folder, "first"));
        Copy(Proof("counter-region"), Path.Combine(_folder, "second"));
        File.WriteAllText(Path.Combine(_folder, "game.json"), """{"id":"pair","name":"Pair","modules":["first","second"]}""");
        File.WriteAllText(Path.Combine(_folder, "build.sh"), "sed -i 's/\"1.0.0\"/\"1.1.0\"/' \"$1/module.json\"\n");
        using var session = Open(_folder, Sessions.Options with { Watch = true });
        using var viewer = session.AddViewer();
        session.StartRealtime();
        File.WriteAllText(Path.Combine(_folder, "shared.h"), "/* saved */");
        Assert.True(Sessions.Eventually(() => session.Status().Modules.All(module => module.Version == "1.1.0")));
    }

    [Fact]
    public void Shoal_is_the_same_run_after_run_and_allocates_nothing()
    {
        var shoal = Path.Combine(Checkout.Root, "games", "shoal");
        string? first = null;
        for (var run = 0; run < 2; run++)
        {
            using var session = Open(shoal);
            session.Step(20);
            var before = GC.GetAllocatedBytesForCurrentThread();
            session.Step(10);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
            var hash = HashSpec.Resolve("*", session.Arena).Value.Compute();
            Assert.Equal(first ?? hash, hash);
            first = hash;
        }
    }

    [Fact]
    public void Shoal_with_its_mod_paints_in_other_colours()
    {
        var shoal = Path.Combine(Checkout.Root, "games", "shoal");
        using var plain = Open(shoal);
        using var neon = Open(shoal, Sessions.Options with { Mods = ["neon"] });
        plain.Step(3);
        neon.Step(3);
        Assert.Equal(HashSpec.Resolve("fish", plain.Arena).Value.Compute(), HashSpec.Resolve("fish", neon.Arena).Value.Compute());
        Assert.NotEqual(HashSpec.Resolve("palette", plain.Arena).Value.Compute(), HashSpec.Resolve("palette", neon.Arena).Value.Compute());
        Assert.Equal(GameErrorCode.NotFound, GameSession.Open(shoal, Sessions.Options with { Mods = ["beige"] }).Fault?.Code);
    }

    [Theory]
    [InlineData("glowworm")]
    [InlineData("brickwell")]
    public void A_cart_plays_sounds_and_restarts_to_the_same_state(string name)
    {
        using var session = Open(Path.Combine(Checkout.Root, "games", name, $"{name}.wasm"));
        Assert.Equal(ScreenFormat.Wasm4, session.Screen?.Format);
        Assert.Equal(2_940, session.Audio?.BytesPerTick);
        session.Step(30);
        var first = HashSpec.Resolve("memory:0x04+16,memory:0xA0+6400", session.Arena).Value.Compute();
        session.Restart();
        session.Step(30);
        Assert.Equal(first, HashSpec.Resolve("memory:0x04+16,memory:0xA0+6400", session.Arena).Value.Compute());
        Assert.Equal(30, session.Tick);
    }

    [Fact]
    public void A_cart_tick_allocates_nothing()
    {
        using var session = Open(Path.Combine(Checkout.Root, "games", "glowworm", "glowworm.wasm"));
        session.Step(60);
        var before = GC.GetAllocatedBytesForCurrentThread();
        session.Step(120);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Tones_are_written_as_lines_of_json()
    {
        using var session = Open(Path.Combine(Checkout.Root, "games", "glowworm", "glowworm.wasm"));
        var tones = Path.Combine(_folder, "tones.jsonl");
        Assert.Equal(0, HeadlessRunner.Run(session, new HeadlessOptions { Frames = 120, TonesPath = tones }, TextWriter.Null, TextWriter.Null));
        var lines = File.ReadAllLines(tones);
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Matches("""^\{"tick":[0-9]+,"frequency":-?[0-9]+,"duration":-?[0-9]+,"volume":-?[0-9]+,"flags":-?[0-9]+\}$""", line));
    }

    [Theory]
    [InlineData("{\"id\":\"g\",\"modules\":[\"good\"],\"screen\":{\"region\":\"proof\",\"width\":640,\"height\":360,\"format\":\"rgba8\"}}", "921,600 bytes", "has 8")]
    [InlineData("{\"id\":\"g\",\"modules\":[\"good\"],\"screen\":{\"region\":\"nope\",\"width\":1,\"height\":1,\"format\":\"rgba8\"}}", "'nope'", "proof")]
    [InlineData("{\"id\":\"g\",\"modules\":[\"gone\"]}", "gone", "")]
    [InlineData("{\"id\":\"g\",\"modules\":[\"good\",\"better\"]}", "'proof' is there twice", "")]
    [InlineData("{\"id\":\"g\"}", "\"modules\" is missing", "")]
    public void A_game_that_does_not_fit_together_is_refused_by_name(string text, string expected, string alsoExpected)
    {
        Copy(Proof("good"), Path.Combine(_folder, "good"));
        Copy(Proof("better"), Path.Combine(_folder, "better"));
        File.WriteAllText(Path.Combine(_folder, "game.json"), text);
        var message = GameSession.Open(_folder, Sessions.Options).Fault?.ToString() ?? "";
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.Contains(alsoExpected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_a_game_is_refused_without_an_exception()
    {
        var file = Path.Combine(_folder, "x.wasm");
        foreach (var bytes in new byte[][] { [], [1], [.. "\0asm"u8], [.. "\0asm"u8, 2, 0, 0, 0], new byte[70_000] })
        {
            File.WriteAllBytes(file, bytes);
            Assert.NotNull(GameSession.Open(file, Sessions.Options).Fault);
        }

        Assert.Equal(GameErrorCode.NotFound, GameSession.Open(_folder, Sessions.Options).Fault?.Code);
        Assert.Equal(GameErrorCode.NotFound, GameSession.Open("\0", Sessions.Options).Fault?.Code);
        Assert.Equal(GameErrorCode.NotFound, GameSession.Open(Path.Combine(_folder, "none"), Sessions.Options).Fault?.Code);
    }

    [Fact]
    public void An_unsigned_package_needs_dev()
    {
        var file = Path.Combine(_folder, "good.gmod");
        File.WriteAllBytes(file, ModulePacker.Pack(Proof("good")).Value);
        Assert.Equal(GameErrorCode.Untrusted, GameSession.Open(file, Sessions.Options with { Dev = false }).Fault?.Code);
        using var session = Open(file);
        session.Step(1);
        Assert.Equal(1, session.Number("proof"));
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from).Where(file => Path.GetExtension(file) is ".wasm" or ".json"))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        }
    }
}
