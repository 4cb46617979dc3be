using Ludos.Base;

namespace Ludos.Store.Tests.Chunks;

/// <summary>Cuts depend on content alone, keep their bounds, and stay where they are when something is inserted elsewhere.</summary>
public sealed class ChunkerTests
{
    [Fact]
    public void Chunks_keep_their_bounds_and_cover_the_file()
    {
        foreach (var size in (int[])[0, 1, Chunker.MinBytes, Chunker.AverageBytes, Chunker.AverageBytes + 1, Chunker.MaxBytes, 1_000_003, 8_000_000])
        {
            var lengths = Chunker.Cut(Content.Noise(size));
            Assert.Equal(size, lengths.Sum());
            Assert.All(lengths, length => Assert.InRange(length, 1, Chunker.MaxBytes));
            Assert.All(lengths.SkipLast(1), length => Assert.InRange(length, Chunker.MinBytes, Chunker.MaxBytes));
            Assert.True(size is 0 or > Chunker.AverageBytes || lengths.Count == 1);
        }
    }

    [Fact]
    public void The_average_is_what_it_says()
    {
        var lengths = Chunker.Cut(Content.Noise(32_000_000));
        Assert.InRange(lengths.Average(), 0.8 * Chunker.AverageBytes, 1.4 * Chunker.AverageBytes);
    }

    [Fact]
    public void An_insertion_changes_the_chunks_around_it_only()
    {
        var before = Content.Noise(6_000_000);
        byte[] after = [.. before[..2_000_000], .. "something new"u8, .. before[2_000_000..]];
        var known = Digests(before).ToHashSet();
        Assert.InRange(Digests(after).Count(digest => !known.Contains(digest)), 1, 3);
    }

    [Fact]
    public void Content_without_cuts_is_cut_at_the_maximum() =>
        Assert.Equal([Chunker.MaxBytes, Chunker.MaxBytes, 10], Chunker.Cut(new byte[(2 * Chunker.MaxBytes) + 10]));

    /// <summary>Another implementation, or another version of this one, must cut alike: two contents whose cuts are written down.</summary>
    [Fact]
    public void The_cuts_of_known_content_never_change()
    {
        Assert.Equal("72e616451e5188011ecc4097f9afada4", LengthsDigest(Content.Noise(4_000_000)));
        Assert.Equal("b611d27ef057a96ac06802647e268b17", LengthsDigest(Content.Text(4_000_000)));
    }

    private static string LengthsDigest(byte[] content) => Digest.Of(System.Text.Encoding.ASCII.GetBytes(string.Join(' ', Chunker.Cut(content)))).ToString()[..32];

    private static IEnumerable<Digest> Digests(byte[] content)
    {
        var at = 0;
        foreach (var length in Chunker.Cut(content))
        {
            yield return Digest.Of(content.AsSpan(at, length));
            at += length;
        }
    }
}
