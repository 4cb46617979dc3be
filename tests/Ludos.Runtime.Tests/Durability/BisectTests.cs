using Ludos.Base;
using Xunit;

namespace Ludos.Runtime.Tests.Durability;

/// <summary>One value is changed in one of two sessions; bisect must name exactly where that was.</summary>
public sealed class BisectTests : IDisposable
{
    private const string Brickwell = "brickwell/brickwell.wasm";
    private const int Ticks = 40;

    private readonly string _folder = Directory.CreateTempSubdirectory("ludos-bisect-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_changed_value_is_named_by_tick_region_element_and_field(bool withState)
    {
        const int changedAt = 23;
        const int place = 700;
        _ = RealGames.Record(Brickwell, File("a"), Ticks, withState: withState);
        _ = RealGames.Record(Brickwell, File("b"), Ticks, (session, tick) => Change(session, tick == changedAt), withState);
        var difference = Run().Value.Difference!;
        Assert.Equal((changedAt + 1UL, changedAt + 1L), (difference.Step, difference.Tick));
        Assert.Null(difference.Problem);
        Assert.Equal(["disk"], difference.Regions);
        Assert.Equal(new FieldDifference("disk", 0, "bytes", place, 1_024, "0", "65"), difference.Field);
        Assert.True(difference.EpochB > difference.EpochA, "The changed region was published once more.");

        static void Change(GameSession session, bool isNow)
        {
            if (isNow)
            {
                RealGames.Poke(session, "disk", sizeof(int) + place);
            }
        }
    }

    /// <summary>In a world of many elements, against a search by hand in two sessions that were never recorded.</summary>
    [Fact]
    public void The_first_element_that_differs_is_the_one_that_a_search_by_hand_finds()
    {
        const int changedAt = 6;
        const int stride = 20;
        const int fish = 7_777;
        _ = RealGames.Record("shoal", File("a"), 12);
        _ = RealGames.Record("shoal", File("b"), 12, (session, tick) => Change(session, tick));
        using var left = RealGames.Open("shoal");
        using var right = RealGames.Open("shoal");
        left.Step(changedAt + 1);
        right.Step(changedAt);
        RealGames.Poke(right, "fish", fish * stride);
        right.Step(1);
        var (a, b) = (left.Arena.Find("fish").Value.Front.ToArray(), right.Arena.Find("fish").Value.Front.ToArray());
        var first = Enumerable.Range(0, a.Length).First(at => a[at] != b[at]);

        var difference = Run().Value.Difference!;
        Assert.Equal(changedAt + 1UL, difference.Step);
        Assert.Equal("fish", difference.Regions[0]);
        var fields = left.Arena.Find("fish").Value.Schema;
        var field = Enumerable.Range(0, fields.Fields.Length).Last(index => fields.OffsetOf(index) <= first % stride);
        Assert.Equal((first / stride, fields.Fields[field].Name), (difference.Field!.Element, difference.Field.Field));
        Assert.NotEqual(difference.Field.A, difference.Field.B);

        static void Change(GameSession session, int tick)
        {
            if (tick == changedAt)
            {
                RealGames.Poke(session, "fish", fish * stride);
            }
        }
    }

    [Fact]
    public void Input_that_differs_is_named_as_input()
    {
        _ = RealGames.Record(Brickwell, File("a"), Ticks);
        _ = RealGames.Record(Brickwell, File("b"), Ticks, (session, tick) => session.Input.Submit(new InputSample(InputDevice.Script, 0, tick == 9 ? 1 : 0, 0)));
        var difference = Run().Value.Difference!;
        Assert.Equal(10UL, difference.Step);
        Assert.Equal(new FieldDifference("input", 0, "gamepad", 0, 4, "0", "1"), difference.Field);
    }

    [Fact]
    public void Equal_sessions_have_no_difference_and_a_longer_one_is_told()
    {
        _ = RealGames.Record(Brickwell, File("a"), Ticks);
        _ = RealGames.Record(Brickwell, File("b"), Ticks + 5);
        var report = Run().Value;
        Assert.Null(report.Difference);
        Assert.Contains(report.Notes, note => note.Contains("5 more steps", StringComparison.Ordinal));
    }

    [Fact]
    public void Worlds_with_other_regions_are_not_compared()
    {
        _ = RealGames.Record(Brickwell, File("a"), 3);
        _ = RealGames.Record("shoal", File("b"), 3);
        var fault = Run().Fault!;
        Assert.Equal(ReplayErrorCode.NotComparable, fault.Code);
        Assert.Contains("region disk is gone", fault.Message, StringComparison.Ordinal);
    }

    private string File(string name) => Path.Combine(_folder, name + SessionRecording.Suffix);

    private Result<BisectReport, ReplayErrorCode> Run() => Bisect.Run(File("a"), File("b"), RealGames.Options, null);
}
