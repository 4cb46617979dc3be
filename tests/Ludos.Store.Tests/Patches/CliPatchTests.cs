using Ludos.Base;

namespace Ludos.Store.Tests.Patches;

/// <summary>Assemblies: this one's own and its neighbours', since every build has some. What is moved is moved alike on every machine, and believes nobody.</summary>
public sealed class CliPatchTests
{
    private const int Rounds = 400;

    private static readonly byte[] Assembly = File.ReadAllBytes(typeof(ChunkStore).Assembly.Location);
    private static readonly byte[] Other = File.ReadAllBytes(typeof(Digest).Assembly.Location);

    [Fact]
    public void An_assembly_moved_by_nothing_is_itself()
    {
        var moves = CliRewriter.Find(Assembly, Assembly)!;
        Assert.Equal(Assembly, CliRewriter.Apply(Assembly, moves));
    }

    [Fact]
    public void Moves_survive_writing()
    {
        var moves = CliRewriter.Find(Other, Assembly) ?? CliRewriter.Find(Assembly, Assembly)!;
        var read = CliMoves.Read(moves.Write())!;
        Assert.Equal(moves.Write(), read.Write());
        Assert.Equal(CliRewriter.Apply(Other, moves), CliRewriter.Apply(Other, read));
        Assert.Null(CliMoves.Read(moves.Write().AsSpan(1)));
        Assert.Null(CliMoves.Read([.. moves.Write(), 0]));
    }

    [Fact]
    public void A_patch_between_assemblies_is_exact()
    {
        var patch = Patch.Make(Assembly, [PatchTests.Base(Other)]);
        Assert.Equal(Assembly, PatchTests.Apply(patch.Bytes, Assembly, Other));
    }

    [Fact]
    public void What_is_no_assembly_is_left_alone()
    {
        Assert.Null(CliRewriter.Find(Content.Noise(1_000), Assembly));
        Assert.Null(CliRewriter.Find(Assembly, [.. "MZ"u8, .. Content.Noise(1_000)]));
        Assert.Null(CliRewriter.Apply([], CliRewriter.Find(Assembly, Assembly)!));
    }

    /// <summary>The base is what a publisher says it was: damaged, it is moved somehow or left, and nothing is thrown.</summary>
    [Fact]
    public void Damaged_assemblies_are_moved_or_refused()
    {
        var moves = CliRewriter.Find(Other, Assembly) ?? CliRewriter.Find(Other, Other)!;
        var numbers = new Numbers(0xC11);
        var image = CliImage.Open(Other)!;
        var (moved, refused) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var damaged = (byte[])Other.Clone();

            // Headers, the beginning of the metadata, and the tables are where it hurts.
            var (from, length) = (round % 4) switch
            {
                0 => (0, 1_024),
                1 => (image.Strings.Offset - 2_000, 2_000),
                2 => (image.OffsetOf(0, 0, 0) - 200, 600),
                _ => (0, damaged.Length),
            };
            numbers.Damage(damaged.AsSpan(Math.Max(0, from), Math.Min(length, damaged.Length - Math.Max(0, from))));
            if (CliRewriter.Apply(damaged, moves) is { } result)
            {
                Assert.Equal(damaged.Length, result.Length);
                moved++;
            }
            else
            {
                refused++;
            }

            _ = CliRewriter.Find(damaged, Other);
        }

        Assert.True(moved > 50 && refused > 20, $"{moved} moved, {refused} refused");
    }
}
