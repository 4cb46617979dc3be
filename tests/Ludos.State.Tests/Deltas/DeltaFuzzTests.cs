using System.Buffers.Binary;
using Ludos.Base.Checksums;
using Ludos.State;
using Ludos.State.Tests.Layout;
using Xunit;

namespace Ludos.State.Tests.Deltas;

/// <summary>Damaged deltas: refused with a typed fault and no byte changed, or legal. Never an exception, never a byte outside the content.</summary>
public sealed class DeltaFuzzTests
{
    private const int Rounds = 40_000;
    private const int HeadBytes = 48;
    private const int ChecksumOffset = 44;
    private const int Guard = 64;
    private const byte GuardValue = 0x5A;

    [Fact]
    public void Every_single_damaged_byte_of_the_body_is_seen()
    {
        var (before, delta) = Example(new Mutations(11), 3000, 90);
        for (var at = HeadBytes; at < delta.Length; at++)
        {
            delta[at] ^= 0x10;
            RegionDeltaTests.AssertRefused(DeltaErrorCode.Corrupt, delta, before, 7);
            delta[at] ^= 0x10;
        }
    }

    [Fact]
    public void A_delta_cut_or_lengthened_anywhere_is_refused()
    {
        var (before, delta) = Example(new Mutations(12), 1000, 90);
        for (var length = 0; length < delta.Length; length++)
        {
            RegionDeltaTests.AssertRefused(DeltaErrorCode.Truncated, delta[..length], before, 7);
        }

        RegionDeltaTests.AssertRefused(DeltaErrorCode.Truncated, [.. delta, 0], before, 7);
    }

    /// <summary>Half of the damaged deltas get a right checksum again, so that bounds and order are what refuses them.</summary>
    [Fact]
    public void Damaged_deltas_are_refused_whole_or_legal()
    {
        var random = new Mutations(0x5EED);
        var codes = new HashSet<DeltaErrorCode>();
        var accepted = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var length = 1 + random.Below(3000);
            var (before, delta) = Example(random, length, 1 + random.Below(200));
            random.Damage(round % 4 == 0 ? delta : delta.AsSpan(0, Math.Min(delta.Length, HeadBytes + 32)));
            if (round % 2 == 0)
            {
                Reseal(delta);
            }

            if (Judge(delta, before) is { } code)
            {
                _ = codes.Add(code);
            }
            else
            {
                accepted++;
            }
        }

        Assert.True(accepted > 0, "Nothing was accepted: the seeds are not legal.");
        var due = Enum.GetValues<DeltaErrorCode>().Where(code => code != DeltaErrorCode.TooSmall).ToHashSet();
        Assert.Equal(due, codes);
    }

    /// <summary>Deltas that a fuzzer or a reader of the code once found troublesome; see the comment in each file. All are of 256 bytes in elements of 1, for epoch 7.</summary>
    [Fact]
    public void Past_failures_stay_fixed()
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Deltas", "corpus"), "*.hex");
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var lines = File.ReadAllLines(file);
            var expected = Enum.Parse<DeltaErrorCode>(lines[0].TrimStart('#', ' '));
            var text = string.Concat(lines.Where(line => !line.StartsWith('#')));
            var delta = Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));
            Assert.Equal((Path.GetFileName(file), expected), (Path.GetFileName(file), Judge(delta, new byte[256])));
        }
    }

    private static (byte[] Before, byte[] Delta) Example(Mutations random, int length, int oneIn)
    {
        var before = DeltaContents.Noise(random, length);
        return (before, DeltaContents.Encode(before, DeltaContents.Changed(random, before, oneIn)));
    }

    private static void Reseal(byte[] delta) =>
        BinaryPrimitives.WriteUInt32LittleEndian(delta.AsSpan(ChecksumOffset), Crc32C.Of(delta.AsSpan(HeadBytes)));

    /// <summary>Null when accepted. Guards lie on both sides of the content, as nothing outside it may change.</summary>
    private static DeltaErrorCode? Judge(byte[] delta, byte[] before)
    {
        var memory = new byte[before.Length + (2 * Guard)];
        Array.Fill(memory, GuardValue);
        var content = memory.AsSpan(Guard, before.Length);
        before.CopyTo(content);
        var applied = RegionDelta.Apply(delta, content, 7, DeltaContents.SchemaOf(before.Length));
        Assert.True(memory.AsSpan(0, Guard).IndexOfAnyExcept(GuardValue) < 0 && memory.AsSpan(Guard + before.Length).IndexOfAnyExcept(GuardValue) < 0, "Bytes outside the content changed.");
        if (applied.IsOk)
        {
            return null;
        }

        Assert.NotEmpty(applied.Fault.Message);
        Assert.True(content.SequenceEqual(before), $"{applied.Fault.Code} changed the content.");
        return applied.Fault.Code;
    }
}
