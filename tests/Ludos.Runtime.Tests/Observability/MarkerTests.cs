using Ludos.Runtime.Observability;
using Ludos.Runtime.Tests.Fakes;
using Xunit;

namespace Ludos.Runtime.Tests.Observability;

public sealed class MarkerTests
{
    [Fact]
    public void A_session_marks_its_moments_in_order()
    {
        using var session = Sessions.Open(Sessions.Counter(outcome: tick => tick < 3 ? new(Modules.UnitFault.Trap, "planted", 0) : default));
        var seen = new List<MarkerKind>();
        session.Markers.Marked += marker => seen.Add(marker.Kind);
        session.Step(3);
        session.Restart();
        session.Step(1);
        session.Dispose();
        Assert.Equal([MarkerKind.Ready, MarkerKind.UnitFault, MarkerKind.UnitFault, MarkerKind.UnitFault, MarkerKind.Crashed, MarkerKind.Restarted, MarkerKind.Ready, MarkerKind.UnitFault, MarkerKind.Closed], seen);
    }

    /// <summary>Scripts match these lines: a name that changes breaks them.</summary>
    [Fact]
    public void Names_and_shape_are_stable()
    {
        Assert.Equal(["OPEN", "READY", "PAUSED", "RESUMED", "RESTARTED", "BRANCHED", "FLIPPED", "SWAPPED", "UNIT-FAULT", "MODULE-STOPPED", "CRASHED", "STALLED", "UNSTALLED", "DAMAGED", "NOTE", "CLOSED"], Enum.GetValues<MarkerKind>().Select(Marker.Name));
        Assert.Equal("LUDOS-MARK UNIT-FAULT game=g tick=7 module=m text=two lines", new Marker(MarkerKind.UnitFault, "g", 7, "m", "two\nlines").ToString());
        Assert.Equal("LUDOS-MARK READY game=g tick=0", new Marker(MarkerKind.Ready, "g", 0, "", "").ToString());
    }

    [Fact]
    public void Every_marker_is_documented()
    {
        var page = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "reference", "markers.md"));
        Assert.All(Enum.GetValues<MarkerKind>(), kind => Assert.Contains($"| `{Marker.Name(kind)}` |", page, StringComparison.Ordinal));
        Assert.All(Enum.GetNames<Counter>(), name => Assert.Contains($"| `{System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name)}` |", page, StringComparison.Ordinal));
    }
}
