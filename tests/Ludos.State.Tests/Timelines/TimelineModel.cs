using Ludos.State;
using Xunit;

namespace Ludos.State.Tests.Timelines;

/// <summary>A world of three regions that is written, recorded, rewound and branched by numbers, beside a tree of whole copies.</summary>
internal sealed class TimelineModel : IDisposable
{
    private const int Lines = 40;

    private readonly Arena _arena = Schemas.NewArena();
    private readonly RegionWriter[] _writers;
    private readonly Dictionary<string, SortedList<long, byte[][]>> _lines = new() { ["main"] = [] };
    private byte _next;

    internal TimelineModel(TimelineOptions options)
    {
        var schemas = new[] { Schemas.Bytes("one", (64 * Lines) - 5, 1), Schemas.Bytes("three", 64 * Lines, 3), Schemas.Bytes("small", 7, 4) };
        _writers = Array.ConvertAll(schemas, schema => _arena.Add(schema).Value.AcquireWriter().Value);
        Timeline = Timeline.Create(options, _writers).Value;
    }

    internal Timeline Timeline { get; }

    /// <summary>What the line that goes on held at each tick, as far as it was ever recorded.</summary>
    internal SortedList<long, byte[][]> Line => _lines[Timeline.Line];

    public void Dispose()
    {
        Timeline.Dispose();
        Array.ForEach(_writers, writer => writer.Dispose());
        _arena.Dispose();
    }

    internal void Step(int number)
    {
        var (kind, argument) = (number % 16, number / 16);
        switch (kind)
        {
            case < 4:
                Write(argument);
                break;
            case < 9:
                Write(argument);
                Record();
                break;
            case < 12:
                Go(argument, aside: kind == 11);
                break;
            case 12 when Timeline.Tick >= 0:
                BranchOff(argument);
                break;
            case 13 when Timeline.Branches.Count > 0:
                GoToBranch(Timeline.Branches[argument % Timeline.Branches.Count].Name);
                break;
            case 14:
                Replace(argument);
                break;
            default:
                break;
        }

        Assert.All(Timeline.Branches, branch => Assert.Contains(branch.Name, _lines.Keys));
    }

    internal void Write(int argument)
    {
        for (var index = 0; index < _writers.Length; index++)
        {
            using var scope = _writers[index].Begin(WriteMode.Patch);
            var size = scope.Bytes.Length;
            for (var change = 0; change < (argument + index) % 4; change++)
            {
                var offset = (argument * 131 + change * 977) % size;
                scope.Change(offset, Math.Min(1 + (argument * 7 % 200), size - offset)).Fill(++_next);
            }

            _ = scope.Publish();
        }
    }

    internal void Record()
    {
        var from = Timeline.Line;
        var tick = Timeline.Tick + 1;
        var isNewLine = Timeline.Tick != Timeline.LastTick;
        _ = Timeline.Record(tick);
        if (isNewLine)
        {
            Fork(from, tick - 1);
        }

        Line.Add(tick, Content());
    }

    internal byte[][] Content() => Array.ConvertAll(_writers, writer => writer.Region.Front.ToArray());

    internal void AssertHolds(byte[][] expected)
    {
        for (var index = 0; index < _writers.Length; index++)
        {
            Assert.True(expected[index].AsSpan().SequenceEqual(_writers[index].Region.Front), $"Tick {Timeline.Tick} of {Timeline.Line}: {_writers[index].Region.Name} is not as it was.");
        }
    }

    private void Fork(string from, long tick)
    {
        var shared = new SortedList<long, byte[][]>();
        foreach (var (known, content) in _lines[from])
        {
            if (known <= tick)
            {
                shared.Add(known, content);
            }
        }

        _lines[Timeline.Line] = shared;
    }

    private void Replace(int argument)
    {
        using var scope = _writers[argument % _writers.Length].Begin(argument % 2 == 0 ? WriteMode.Replace : WriteMode.Carry);
        scope.Bytes.Fill(++_next);
        _ = scope.Publish();
    }

    private void Go(int argument, bool aside)
    {
        if (Timeline.Tick < 0)
        {
            Assert.Equal(TimelineErrorCode.NotKept, Timeline.Rewind(0).Fault!.Code);
            return;
        }

        var first = Timeline.FirstTick;
        var tick = first + (argument % (Timeline.LastTick - first + 1));
        if (aside)
        {
            GoAside(argument, tick);
            return;
        }

        Assert.Equal(TimelineErrorCode.NotKept, Timeline.Rewind(first - 1).Fault!.Code);
        Assert.Equal(TimelineErrorCode.NotKept, Timeline.Forward(Timeline.LastTick + 1).Fault!.Code);
        var epochs = Array.ConvertAll(_writers, writer => writer.Region.Epoch);
        Assert.Equal(tick, (tick < Timeline.Tick ? Timeline.Rewind(tick) : Timeline.Forward(tick)).Value);
        Assert.Equal(tick, Timeline.Tick);
        AssertHolds(Line[tick]);
        Assert.All(_writers, writer => Assert.True(writer.Region.Epoch >= epochs[Array.IndexOf(_writers, writer)], "An epoch went back."));
    }

    /// <summary>One region goes back, the others stay: the world is then one that was never recorded.</summary>
    private void GoAside(int argument, long tick)
    {
        var expected = Content();
        var index = argument % _writers.Length;
        var stood = Timeline.Tick;
        var epoch = Timeline.Rewind(_writers[index].Region, tick).Value;
        Assert.Equal(_writers[index].Region.Epoch, epoch);
        expected[index] = Line[tick][index];
        AssertHolds(expected);
        Assert.Equal(stood, Timeline.Tick);
    }

    private void BranchOff(int argument)
    {
        var (from, tick) = (Timeline.Line, Timeline.Tick);
        var name = $"named-{_lines.Count}-{argument}";
        Assert.Equal(tick, Timeline.Branch(name).Value);
        Assert.Equal(TimelineErrorCode.NameTaken, Timeline.Branch(name).Fault!.Code);
        Assert.Equal(name, Timeline.Line);
        Fork(from, tick);
    }

    private void GoToBranch(string name)
    {
        var last = Timeline.Branches.First(branch => branch.Name == name).LastTick;
        Assert.Equal(last, Timeline.GoTo(name).Value);
        Assert.Equal((name, last, last), (Timeline.Line, Timeline.Tick, Timeline.LastTick));
        AssertHolds(Line[last]);
    }
}
