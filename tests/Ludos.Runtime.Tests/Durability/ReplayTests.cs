using Ludos.Base;
using Ludos.Platform.Files;
using Ludos.State;
using Ludos.Trust;
using Xunit;

namespace Ludos.Runtime.Tests.Durability;

public sealed class ReplayTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ludos-replay-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("shoal")]
    [InlineData("brickwell/brickwell.wasm")]
    [InlineData("glowworm/glowworm.wasm")]
    public void A_recorded_game_comes_to_the_same_state(string game)
    {
        const int ticks = 150;
        var hash = RealGames.Record(game, File("run"), ticks, (session, tick) => session.Input.Submit(new InputSample(InputDevice.Script, 0, tick / 7 % 2 == 0 ? 33 : 16, 0)));
        var report = Run("run").Value;
        Assert.Null(report.Divergence);
        Assert.Equal(((ulong)ticks, (long)ticks, hash), (report.Steps, report.Tick, report.StateHash));
        Assert.False(report.IsTorn);
        Assert.Equal(40UL, Run("run", until: 40).Value.Steps);
    }

    /// <summary>Everything that is no function of the state: a swap, a roll back, a restart, a tool's write, and a turn back of the clock.</summary>
    [Fact]
    public void What_came_from_outside_comes_again()
    {
        var code = Path.Combine(RealGames.Path("shoal"), "flock", "flock.wasm");
        var options = RealGames.Options with { TimelineBytes = SessionOptions.DefaultTimelineBytes };
        var hash = RealGames.Record("shoal", File("run"), 60, Between, options: options);
        var report = Run("run").Value;
        Assert.Null(report.Divergence);
        Assert.Equal(hash, report.StateHash);

        void Between(GameSession session, int tick)
        {
            switch (tick)
            {
                case 10: Assert.Equal(SwapReport.Promoted, session.Swap("shoal.flock", System.IO.File.ReadAllBytes(code), ModuleOrigin.CommandLine, code).Value.Outcome); break;
                case 20: Assert.True(session.RollBack("shoal.flock").IsOk); break;
                case 25: RealGames.Poke(session, "fish", 4); break;
                case 30: session.Restart(); break;
                case 45: Assert.True(session.Timeline.GoTo(session.Tick - 5).IsOk); break;
                case 50: RealGames.Poke(session, "shark", 0); break;
            }
        }
    }

    /// <summary>Modules that change code together: promoted, taken back by one member's fault, and taken back on request.</summary>
    [Fact]
    public void A_switch_of_several_modules_comes_again()
    {
        var hash = RealGames.Record("shoal", File("run"), 40, Between);
        var report = Run("run").Value;
        Assert.Null(report.Divergence);
        Assert.Equal(hash, report.StateHash);

        void Between(GameSession session, int tick)
        {
            switch (tick)
            {
                case 5: Switch(session, SwapReport.Promoted, ("flock", "1.1.0", 400_000_000), ("shark", "1.1.0", 400_000_000)); break;
                case 12: Switch(session, SwapReport.RolledBack, ("flock", "1.2.0", 400_000_000), ("shark", "1.2.0", 1_000)); break;
                case 20: Assert.Equal("1.0.0", session.RollBack("shoal.shark").Value.ToVersion); break;
                case 30: Switch(session, SwapReport.Promoted, ("shark", "1.3.0", 400_000_000), ("view", "1.3.0", 400_000_000), ("flock", "1.3.0", 400_000_000)); break;
            }
        }
    }

    /// <summary>Copies of shoal's modules under other versions and budgets, so that the replay finds them where they came from.</summary>
    private void Switch(GameSession session, string outcome, params (string Module, string Version, int Fuel)[] members)
    {
        var changes = new List<ModuleChange>();
        foreach (var (module, version, fuel) in members)
        {
            var folder = Directory.CreateDirectory(Path.Combine(_folder, $"{module}-{version}")).FullName;
            foreach (var file in Directory.EnumerateFiles(Path.Combine(RealGames.Path("shoal"), module)))
            {
                System.IO.File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            }

            var manifest = System.Text.Json.Nodes.JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine(folder, "module.json")))!;
            manifest["version"] = version;
            manifest["units"]![0]!["fuel"] = fuel;
            System.IO.File.WriteAllText(Path.Combine(folder, "module.json"), manifest.ToJsonString());
            changes.Add(new ModuleChange($"shoal.{module}", new ModuleVerifier(false).Verify(Ludos.Modules.ModulePacker.Pack(folder).Value, ModuleOrigin.CommandLine, folder).Value));
        }

        var report = session.Switch(changes).Value;
        Assert.True(outcome == report.Outcome, report.Reason);
    }

    /// <summary>A region that a process outside writes: what it published is in the recording, so the replay needs no pilot.</summary>
    [Fact]
    public void A_piloted_session_runs_again_without_its_pilot()
    {
        var steered = 0;
        var hash = RealGames.Record("shoal", File("run"), 40, Steer);
        var unpiloted = RealGames.Record("shoal", File("alone"), 40);
        Assert.Equal(20, steered);
        Assert.NotEqual(unpiloted, hash);
        var report = Run("run").Value;
        Assert.Null(report.Divergence);
        Assert.Equal(hash, report.StateHash);

        void Steer(GameSession session, int tick)
        {
            if (tick is < 10 or >= 30)
            {
                return;
            }

            using var writer = session.Arena.Find("pilot").Value.AcquireWriter().Value;
            using var scope = writer.Begin(WriteMode.Replace);
            var pilot = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(scope.Bytes);
            (pilot[0], pilot[1]) = (600 - tick, 40 + tick);
            _ = BitConverter.TryWriteBytes(scope.Bytes[8..], tick);
            _ = BitConverter.TryWriteBytes(scope.Bytes[12..], 1);
            _ = scope.Publish();
            steered++;
        }
    }

    /// <summary>A hash that is not the state's is named by step and region, and nothing after it is run.</summary>
    [Fact]
    public void A_state_that_differs_is_named()
    {
        _ = RealGames.Record("brickwell/brickwell.wasm", File("run"), 30);
        Rewrite("run", "other", step: 17, region: "memory");
        var report = Run("other").Value;
        Assert.Equal((17UL, 17L, "memory"), (report.Divergence!.Step, report.Divergence.Tick, report.Divergence.Region));
        Assert.Equal(17UL, report.Steps);
    }

    [Fact]
    public void A_recording_whose_writer_was_killed_is_run_as_far_as_it_is_whole()
    {
        _ = RealGames.Record("brickwell/brickwell.wasm", File("run"), 30);
        var bytes = System.IO.File.ReadAllBytes(File("run"));
        System.IO.File.WriteAllBytes(File("run"), bytes[..^400]);
        var report = Run("run").Value;
        Assert.True(report.IsTorn);
        Assert.Null(report.Divergence);
        Assert.InRange(report.Steps, 20UL, 29UL);
    }

    [Fact]
    public void Damage_another_file_and_a_missing_one_are_told()
    {
        _ = RealGames.Record("brickwell/brickwell.wasm", File("run"), 30);
        var bytes = System.IO.File.ReadAllBytes(File("run"));
        bytes[bytes.Length - 3_000] ^= 1;
        System.IO.File.WriteAllBytes(File("damaged"), bytes);
        var damaged = Run("damaged").Fault!;
        Assert.Equal(ReplayErrorCode.Refused, damaged.Code);
        Assert.Matches("record \\d+ at offset \\d+", damaged.Message);

        bytes[8] = 7;
        System.IO.File.WriteAllBytes(File("later"), bytes);
        Assert.Contains("version 7", Run("later").Fault!.Message, StringComparison.Ordinal);
        System.IO.File.WriteAllText(File("text"), "not a recording at all, but long enough to have a header of one");
        Assert.Equal(ReplayErrorCode.Refused, Run("text").Fault!.Code);
        Assert.Equal(ReplayErrorCode.NotFound, Run("nowhere").Fault!.Code);
    }

    [Fact]
    public void A_module_that_changed_is_named_and_its_recorded_bytes_need_dev()
    {
        var cart = Path.Combine(_folder, "cart.wasm");
        System.IO.File.Copy(RealGames.Path("brickwell/brickwell.wasm"), cart);
        var hash = RealGames.Record(cart, File("run"), 20);
        System.IO.File.Copy(RealGames.Path("glowworm/glowworm.wasm"), cart, overwrite: true);
        var changed = Run("run").Fault!;
        Assert.Equal(ReplayErrorCode.BadGame, changed.Code);
        Assert.Contains($"{cart} holds ", changed.Message, StringComparison.Ordinal);
        System.IO.File.Delete(cart);
        Assert.Contains("any more", Run("run").Fault!.Message, StringComparison.Ordinal);
        Assert.Equal(hash, Run("run", dev: true).Value.StateHash);
    }

    private string File(string name) => Path.Combine(_folder, name + SessionRecording.Suffix);

    private Result<ReplayReport, ReplayErrorCode> Run(string name, ulong? until = null, bool dev = false) =>
        ReplayRunner.Run(File(name), until, RealGames.Options with { Dev = dev }, null, CancellationToken.None);

    /// <summary>The same recording with another hash in one place.</summary>
    private void Rewrite(string from, string to, ulong step, string region)
    {
        using var reader = LogReader.Open(ReadFile.Open(File(from)).Value, from).Value;
        using var writer = new LogWriter(AppendFile.Create(File(to), replace: true).Value, LogKind.Recording, reader.WorldId, 0, 1);
        writer.Describe(reader.Description);
        while (reader.TryNext(out var record, out _))
        {
            if (record.Kind != LogRecordKind.Tick || record.Step != step)
            {
                writer.Add(record.Kind, record.Step, record.IsCommit, record.Payload);
                continue;
            }

            var tick = reader.ReadTick(record, out _);
            var hashes = new List<RegionHash>();
            for (var index = 0; index < tick.HashCount; index++)
            {
                var hash = tick.Hash(index);
                hashes.Add(reader.Description.Regions[hash.Region].Name == region ? hash with { Hash = hash.Hash + 1 } : hash);
            }

            writer.AddTick(step, writer.LengthBytes, tick.Tick, tick.Input, [.. hashes]);
        }

        Assert.Null(writer.Flush());
    }
}
