using Ludos.Base;

namespace Ludos.Store.Tests.Patches;

/// <summary>A patch gives exactly the new file, is small where little changed, and believes nobody.</summary>
public sealed class PatchTests
{
    [Fact]
    public void Any_file_comes_out_of_any_other()
    {
        byte[][] files = [[], [1], Content.Text(40_000), Content.Noise(40_000), new byte[30_000], [.. Content.Text(40_000)[..17_000], 5, .. Content.Text(40_000)[17_000..]]];
        foreach (var before in files)
        {
            foreach (var after in files)
            {
                var patch = Patch.Make(after, [Base(before)]);
                Assert.Equal(after, Apply(patch.Bytes, after, before));
            }
        }
    }

    [Fact]
    public void Both_codecs_are_chosen_where_they_are_smaller()
    {
        var code = Code(30_000, shift: 0);
        var shifted = Patch.Make(Code(30_000, shift: 3), [Base(code)]);
        Assert.Equal(PatchCodec.Diff, shifted.Codec);
        Assert.True(shifted.Bytes.Length < 2_000, $"{shifted.Bytes.Length} bytes");
        Assert.Equal(Code(30_000, shift: 3), Apply(shifted.Bytes, Code(30_000, shift: 3), code));
    }

    [Fact]
    public void A_second_base_helps()
    {
        var (left, right) = (Content.Noise(30_000, 1), Content.Noise(30_000, 2));
        byte[] after = [.. right[5_000..20_000], .. left[10_000..], 1, 2, 3];
        var one = Patch.Make(after, [Base(left)]);
        var two = Patch.Make(after, [Base(left), Base(right)]);
        Assert.True(one.Bytes.Length > 15_000);
        Assert.True(two.Bytes.Length < 300, $"{two.Bytes.Length} bytes");
        Assert.Equal(after, Apply(two.Bytes, after, left, right));
        Assert.Equal(Digest.Of(left), two.From);
    }

    [Fact]
    public void A_base_that_is_missing_or_another_is_told()
    {
        var (before, after) = (Content.Text(9_000), Content.Text(9_000, 2));
        var patch = Patch.Make(after, [Base(before)]);
        var target = new byte[after.Length];
        Assert.Equal(StoreErrorCode.NotFound, Patch.Apply(patch.Bytes, Digest.Of(after), _ => null, target)!.Code);
        Assert.NotNull(Patch.Apply(patch.Bytes, Digest.Of(after), _ => Content.Text(9_000, 3), target));
        Assert.Equal(StoreErrorCode.Damaged, Patch.Apply(patch.Bytes, Digest.Of(after), _ => new byte[4], target)!.Code);
        Assert.Equal(StoreErrorCode.Damaged, Patch.Apply(patch.Bytes, Digest.Of(before), _ => before, target)!.Code);
        Assert.Equal(StoreErrorCode.Malformed, Patch.Apply(patch.Bytes, Digest.Of(after), _ => before, new byte[8_999])!.Code);
    }

    [Fact]
    public void The_suffix_array_orders_every_suffix()
    {
        var numbers = new Numbers(5);
        for (var round = 0; round < 300; round++)
        {
            var text = new byte[numbers.Below(200)];
            var letters = 1 + numbers.Below(4);
            for (var at = 0; at < text.Length; at++)
            {
                text[at] = (byte)numbers.Below(letters);
            }

            var order = SuffixArray.Of(text);
            Assert.Equal(Enumerable.Range(0, text.Length), order.Order());
            for (var rank = 1; rank < order.Length; rank++)
            {
                Assert.True(text.AsSpan(order[rank - 1]).SequenceCompareTo(text.AsSpan(order[rank])) < 0);
            }
        }
    }

    internal static PatchBase Base(byte[] content) => new(Digest.Of(content), content);

    internal static byte[] Apply(byte[] patch, byte[] after, params byte[][] bases)
    {
        var target = new byte[after.Length];
        Assert.Null(Patch.Apply(patch, Digest.Of(after), digest => bases.First(each => Digest.Of(each) == digest), target));
        return target;
    }

    /// <summary>Instructions of which every eighth names an address that moves with the shift.</summary>
    private static byte[] Code(int words, int shift)
    {
        var numbers = new Numbers(9);
        return [.. Enumerable.Range(0, words).SelectMany(word => BitConverter.GetBytes(word % 8 == 0 ? 0x4000_0000 + (numbers.Below(50_000) * 4) + shift : numbers.Below(int.MaxValue)))];
    }
}
