using Ludos.Protocols.System.V1;
using Ludos.Runtime.Control;
using Ludos.Runtime.Observability;
using Ludos.Runtime.Tests.Fakes;
using Ludos.State;
using Xunit;

namespace Ludos.Runtime.Tests.Control;

/// <summary>In the collection of <see cref="ControlTests"/>: the user's runtime folder is found by an environment variable.</summary>
[Collection(nameof(ControlTests))]
public sealed class DamageWatchTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _home = Directory.CreateTempSubdirectory("ludos-d-").FullName;
    private readonly string? _homeBefore = Environment.GetEnvironmentVariable("LUDOS_HOME");

    public DamageWatchTests() => Environment.SetEnvironmentVariable("LUDOS_HOME", _home);

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("LUDOS_HOME", _homeBefore);
        Directory.Delete(_home, recursive: true);
    }

    [Fact]
    public unsafe void A_writer_that_damages_its_region_is_told_of_and_the_region_restored()
    {
        var helm = NativeModule.Number("helm") with { HasExternalWriter = true };
        var module = new NativeModule("follower", "1.0.0", [helm, NativeModule.Number("copy")], [(NativeModule.Descriptor("follower", "follow", ["helm"], ["copy"]), (_, _) => default)]);
        using var session = Sessions.Open(Sessions.Options with { Grants = ["helm"] }, new NativeLoader(), module);
        var marked = new List<Marker>();
        session.Markers.Marked += marker =>
        {
            lock (marked)
            {
                marked.Add(marker);
            }
        };
        session.StartRealtime();
        using var server = ControlServer.Start(session).Value;
        using var attached = Arena.Attach(server.ArenaSocketPath, AttachOptions.Default).Value;
        var region = attached.Find("helm").Value;
        using var writer = region.AcquireWriter().Value;
        using (var scope = writer.Begin(WriteMode.Replace))
        {
            scope.Bytes.Fill(5);
            _ = scope.Publish();
        }

        var inside = session.Arena.Find("helm").Value;
        var damaged = inside.Generation;
        var head = region.FrontPointer;
        while (*(ulong*)(head + ArenaLayout.RegionMap.IdentityOffset) != ArenaLayout.RegionMagic)
        {
            head -= ArenaLayout.SegmentAlignment;
        }

        ((RegionIdentity*)(head + ArenaLayout.RegionMap.IdentityOffset))->Index = 99;
        Assert.True(SpinWait.SpinUntil(() => inside.Generation == damaged + 1 && inside.IsHealthy, Patience), "It was not restored.");
        lock (marked)
        {
            var told = Assert.Single(marked, marker => marker.Kind == MarkerKind.Damaged);
            Assert.Contains("'helm'", told.Text, StringComparison.Ordinal);
        }

        Assert.True(inside.Epoch > 2);
        writer.Dispose();
        using var again = region.AcquireWriter().Value;
        Assert.Equal(damaged + 2, inside.Generation);
    }
}
