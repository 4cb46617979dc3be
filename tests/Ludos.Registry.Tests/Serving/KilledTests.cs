using System.Net;
using Ludos.Base;
using Ludos.Platform;
using Ludos.Platform.Processes;
using Ludos.Platform.Time;
using Ludos.Registry.Tests.Support;

namespace Ludos.Registry.Tests.Serving;

/// <summary>A registry that is killed while it publishes, at whatever point that is, has published a release wholly or not at all.</summary>
public sealed class KilledTests : IDisposable
{
    private const int Rounds = 6;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ludos-killed-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    [Trait("Category", "Slow")]
    public async Task What_was_acknowledged_is_there_and_what_was_not_is_there_wholly_or_not_at_all()
    {
        var program = Program();
        var clock = new TestClock();
        clock.Advance(DateTimeOffset.UnixEpoch.AddTicks(new WallClock().NowNs / 100) - TestClock.Start);
        var options = new RegistryOptions(Path.Combine(_folder.FullName, "data"), clock, new MonotonicClock());
        Assert.Null(RegistryAdministration.Init(options, RegistryFixture.Name));
        var key = Ludos.Trust.MemorySigner.Generate();
        var certificate = RegistryAdministration.Enrol(options, "anna", key.PublicKey, [], RegistryAdministration.DeveloperPurposes, TimeSpan.FromDays(30), false).Value;
        var acknowledged = 0;
        PondPublisher? publisher = null;
        for (var round = 0; round < Rounds; round++)
        {
            using var server = ChildProcess.Start("dotnet", [program, "registry", "serve", "--data", options.DataFolder, "--listen", "127.0.0.1:0"], ChildStreams.Piped).Value;
            var address = await AddressAsync(server);
            publisher = PondPublisher.Continue(publisher, address, clock, "anna", key, certificate);
            await publisher.LogInAsync();
            await publisher.CatchUpAsync("anna.fish");
            acknowledged = publisher.NextMinor("anna.fish");
            var (killer, wanted) = (Task.CompletedTask, acknowledged + 1 + (round % 3));
            try
            {
                while (true)
                {
                    if (acknowledged == wanted)
                    {
                        killer = KillAfterAsync(server, round * 13);
                    }

                    var answer = await publisher.PublishAsync(new PondModule("anna.fish", $"1.{publisher.NextMinor("anna.fish")}.0"));
                    Assert.True(answer.Status == HttpStatusCode.Created, answer.ToString());
                    acknowledged = publisher.NextMinor("anna.fish");
                }
            }
            catch (Exception cut) when (cut is HttpRequestException or IOException)
            {
                // Killed in the middle of something.
            }

            await killer;
            var report = RegistryAdministration.Check(options).Value;
            Assert.Empty(report.Problems);
            Assert.InRange(report.Releases, acknowledged, acknowledged + 1);
        }

        Assert.True(acknowledged >= Rounds, "Too little was published between the kills.");
        publisher!.Dispose();
    }

    private static async Task KillAfterAsync(ChildProcess server, int ms)
    {
        await Task.Delay(ms);
        server.Kill();
        server.WaitForExit();
    }

    private static async Task<Uri> AddressAsync(ChildProcess server)
    {
        var line = await server.Output.ReadLineAsync() ?? throw new InvalidOperationException("The registry did not start: " + await server.Error.ReadToEndAsync());
        return new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..].Split(' ')[0]);
    }

    private static string Program()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var program = Path.Combine(folder.FullName, "bin", "Ludos.Cli", "release", "ludos.dll");
            if (File.Exists(program))
            {
                return program;
            }
        }

        throw new InvalidOperationException("ludos is not built: dotnet build src/Ludos.Cli -c Release.");
    }
}
