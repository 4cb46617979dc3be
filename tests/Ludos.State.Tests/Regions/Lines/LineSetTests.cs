using Ludos.State;
using Ludos.State.Tests.Layout;
using Xunit;

namespace Ludos.State.Tests.Regions.Lines;

/// <summary>Sets of lines against plain sets of numbers, at sizes around the bounds of words and groups.</summary>
public sealed unsafe class LineSetTests
{
    private const int LineBytes = 64;
    private const int Steps = 300;

    public static TheoryData<int> Sizes => [1, 63, 64, 65, 64 * LineBytes, (64 * LineBytes) + 1, 4096 * LineBytes, (4096 * LineBytes) + 70, 9000 * LineBytes];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Sets_behave_like_the_model(int sizeBytes)
    {
        var random = new Mutations((ulong)sizeBytes);
        using var set = new LineSet(sizeBytes);
        using var other = new LineSet(sizeBytes);
        var (model, otherModel) = (new SortedSet<int>(), new SortedSet<int>());
        for (var step = 0; step < Steps; step++)
        {
            Step(random, sizeBytes, set, model, other, otherModel);
            AssertHolds(model, set, sizeBytes);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Exactly_the_lines_of_the_set_are_copied(int sizeBytes)
    {
        var random = new Mutations((ulong)sizeBytes + 1);
        var lines = Lines(sizeBytes);
        foreach (var oneIn in (int[])[1, 2, 9, 200])
        {
            using var set = new LineSet(sizeBytes);
            var expected = new byte[lines * LineBytes];
            var (from, to) = (new byte[lines * LineBytes], new byte[lines * LineBytes]);
            Array.Fill(from, (byte)7);
            for (var line = 0; line < lines; line++)
            {
                if (random.Below(oneIn) == 0)
                {
                    set.Add(line * LineBytes, 1);
                    expected.AsSpan(line * LineBytes, LineBytes).Fill(7);
                }
            }

            fixed (byte* source = from, target = to)
            {
                LineCopy.Copy(set, source, target, sizeBytes);
            }

            Assert.True(expected.AsSpan().SequenceEqual(to));
        }
    }

    [Fact]
    public void A_set_of_everything_holds_everything_until_cleared()
    {
        using var set = new LineSet(1000);
        using var other = new LineSet(1000);
        set.AddAll();
        other.Join(set);
        Assert.True(other.IsAll && !other.IsEmpty);
        Assert.Equal(16, other.Count);
        Assert.True(other.TryNext(3, out var first, out var end));
        Assert.Equal((3, 16), (first, end));
        other.Clear();
        Assert.True(other.IsEmpty && other.Count == 0);
    }

    [Fact]
    public void After_its_end_a_set_says_that_everything_may_have_changed()
    {
        var set = new LineSet(1000);
        set.Dispose();
        set.Dispose();
        set.Clear();
        Assert.True(set.IsAll && !set.IsEmpty);
    }

    private static int Lines(int sizeBytes) => (sizeBytes + LineBytes - 1) / LineBytes;

    private static void Step(Mutations random, int sizeBytes, LineSet set, SortedSet<int> model, LineSet other, SortedSet<int> otherModel)
    {
        var offset = random.Below(sizeBytes);
        var length = random.Below(3) == 0 ? random.Below(sizeBytes - offset + 1) : Math.Min(random.Below(100), sizeBytes - offset);
        switch (random.Below(12))
        {
            case < 6:
                Add(set, model, offset, length);
                break;
            case < 9:
                Add(other, otherModel, offset, length);
                break;
            case < 11:
                set.Join(other);
                model.UnionWith(otherModel);
                break;
            default:
                set.Clear();
                model.Clear();
                other.Clear();
                otherModel.Clear();
                break;
        }
    }

    private static void Add(LineSet set, SortedSet<int> model, int offset, int length)
    {
        set.Add(offset, length);
        for (var line = offset / LineBytes; length > 0 && line <= (offset + length - 1) / LineBytes; line++)
        {
            _ = model.Add(line);
        }
    }

    private static void AssertHolds(SortedSet<int> model, LineSet set, int sizeBytes)
    {
        var found = new SortedSet<int>();
        var last = -1;
        for (var from = 0; set.TryNext(from, out var first, out var end); from = end)
        {
            Assert.True(first > last && end > first && end <= Lines(sizeBytes), "Runs touch, overlap or reach beyond the end.");
            found.UnionWith(Enumerable.Range(first, end - first));
            last = end;
        }

        Assert.True(model.SetEquals(found), $"{found.Count} lines where {model.Count} were due.");
        Assert.Equal(model.Count, set.Count);
        Assert.Equal(model.Count == 0, set.IsEmpty);
    }
}
