using Ludos.Distribution.Tests.Support;
using Ludos.Modules;
using Ludos.Platform.Files;
using Ludos.Registry.Tests.Support;
using Ludos.Store;
using Ludos.Trust.Tests.Tuf.Simulation;

namespace Ludos.Distribution.Tests.Installing;

/// <summary>The switch is stopped at every step that it makes on the disk, with and without the power going: the old set or the new one is there.</summary>
public sealed class StopTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ludos-stop-");

    public static TheoryData<string> Changes => ["install", "update", "rollback", "remove"];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_change_that_is_stopped_at_any_step_happened_or_did_not(string change)
    {
        var (first, second) = (Put("1.0.0"), Put("1.1.0"));
        var outcomes = new HashSet<string>();
        for (var steps = 0; ; steps++)
        {
            var folder = new MemoryFolder();
            using (var before = Open(folder))
            {
                Prepare(before, change, first, second);
            }

            var (old, wanted) = Expected(change);
            folder.StepsLeft = steps;
            bool isDone;
            using (var stopped = Open(folder))
            {
                isDone = Change(stopped, change, first, second) is null;
            }

            folder.StepsLeft = null;
            var seen = VersionIn(folder);
            var afterPower = VersionIn(folder.AfterPowerLoss());
            Assert.True(seen == old || seen == wanted, $"{change} stopped after {steps} steps: {seen}");
            Assert.True(afterPower == old || afterPower == wanted, $"{change} stopped after {steps} steps and a power cut: {afterPower}");
            _ = outcomes.Add(afterPower);
            if (isDone)
            {
                Assert.Equal(wanted, afterPower);
                Assert.True(steps > 1, "Nothing was stopped.");
                break;
            }
        }

        Assert.Equal(2, outcomes.Count);
    }

    [Fact]
    public void After_any_stop_the_collector_leaves_what_the_record_needs()
    {
        var (first, second) = (Put("1.0.0"), Put("1.1.0"));
        for (var steps = 0; steps < 8; steps++)
        {
            var folder = new MemoryFolder();
            using (var before = Open(folder))
            {
                Prepare(before, "update", first, second);
            }

            folder.StepsLeft = steps;
            using (var stopped = Open(folder))
            {
                _ = Change(stopped, "update", first, second);
            }

            folder.StepsLeft = null;
            using var after = Open(folder);
            Assert.True(after.Collect(TestClock.Start.AddDays(60)).IsOk);
            var objects = after.ObjectsOf(after.Find("pond").Value.Current).Value;
            Assert.All(objects, digest => Assert.True(after.Store.Has(digest)));
            (first, second) = (Put("1.0.0"), Put("1.1.0"));
        }
    }

    [Fact]
    public void Damaged_records_are_refused_and_installed_over()
    {
        var record = new SetRecord("pond", "http://registry/", Put("1.0.0"), Put("1.1.0"));
        var bytes = record.Write();
        Assert.Equal(bytes, SetRecord.Parse(bytes, "record").Value.Write());
        var mutations = new Mutations(3);
        var refused = 0;
        for (var round = 0; round < 3_000; round++)
        {
            var read = SetRecord.Parse(mutations.Of(bytes), "record");
            refused += read.IsOk ? 0 : 1;
            Assert.True(read.IsOk || read.Fault.Message.Length > 0);
        }

        Assert.InRange(refused, 2_000, 2_999);
        var folder = new MemoryFolder();
        folder.Put("pond.set", bytes[..^1]);
        using var installed = Open(folder);
        Assert.Equal(InstallErrorCode.Damaged, installed.Find("pond").Fault!.Code);
        Assert.Equal(InstallErrorCode.Damaged, installed.List().Value.Single().Record.Fault!.Code);
        using var turn = installed.Lock("pond").Value;
        Assert.Null(installed.Switch(turn, "http://registry/", Put("1.0.0")));
        Assert.Null(installed.Find("pond").Value.Previous);
    }

    private static (string Old, string Wanted) Expected(string change) => change switch
    {
        "install" => ("none", "1.0.0"),
        "update" => ("1.0.0", "1.1.0"),
        "rollback" => ("1.1.0", "1.0.0"),
        _ => ("1.1.0", "none"),
    };

    private static void Prepare(InstalledModules installed, string change, InstalledSet first, InstalledSet second)
    {
        if (change == "install")
        {
            return;
        }

        Assert.Null(Change(installed, "install", first, second));
        if (change != "update")
        {
            Assert.Null(Change(installed, "update", first, second));
        }
    }

    private static Base.Fault<InstallErrorCode>? Change(InstalledModules installed, string change, InstalledSet first, InstalledSet second)
    {
        using var turn = installed.Lock("pond").Value;
        return change switch
        {
            "install" => installed.Switch(turn, "http://registry/", first),
            "update" => installed.Switch(turn, "http://registry/", second),
            "rollback" => installed.Rollback(turn).Fault,
            _ => installed.Remove(turn),
        };
    }

    private string VersionIn(MemoryFolder folder)
    {
        using var installed = Open(folder.Copy());
        var found = installed.Find("pond");
        return found.IsOk ? found.Value.Current.Modules[0].Version.ToString() : found.Fault.Code == InstallErrorCode.NotInstalled ? "none" : found.Fault.ToString();
    }

    private InstalledModules Open(IFolder sets)
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "locks"));
        return InstalledModules.Open(sets, Path.Combine(_folder.FullName, "store"), Path.Combine(_folder.FullName, "locks"), null).Value;
    }

    /// <summary>A set of one module whose objects are in the store.</summary>
    private InstalledSet Put(string version)
    {
        var module = TestModule.Make("pond", version);
        using var installed = Open(new MemoryFolder());
        using var batch = installed.Store.Begin(TestClock.Start).Value;
        var map = new ChunkMap([.. module.Package.Files.Select(file => FileCutter.Put(batch, file.Digest, file.Bytes).Value)]).Write();
        _ = batch.Put(module.Bytes.Span[..module.HeadSizeBytes]).Value;
        var mapDigest = batch.Put(map).Value;
        var bundle = batch.Put("bundle"u8).Value;
        Assert.Null(batch.Commit());
        var one = new InstalledModule("pond", module.Manifest.Version, "module", "pond", module.Module, module.HeadSizeBytes, new ObjectRef(mapDigest, map.Length), new ObjectRef(bundle, 6), [], [], null);
        return new InstalledSet([new Dependency("pond", module.Manifest.Version.ToString() is var text && ManifestVersions.TryRange(text, out var range) ? range : throw new InvalidOperationException())], [one], TestClock.Start);
    }
}
