using System.Collections.Immutable;
using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Ludos.Base;
using Xunit;

namespace Ludos.Trust.Tests;

public sealed class GmodTests
{
    private static readonly Dictionary<string, ReadOnlyMemory<byte>> Sample = new()
    {
        ["module.json"] = new byte[] { 1, 2, 3 },
        ["b/c.bin"] = Array.Empty<byte>(),
        ["a.wasm"] = new byte[] { 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 1, 2, 3, 4, 5, 6, 7 },
    };

    [Fact]
    public void WhatIsWrittenIsRead()
    {
        Gen<(int Name, byte[] Content)> file = Gen.Choose(0, 9999).Zip(Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(), (name, content) => (name, content));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(file.ArrayOf().ToArbitrary(), files =>
        {
            Dictionary<string, ReadOnlyMemory<byte>> set = [];
            foreach ((int name, byte[] content) in files) set[$"d{name % 7}/f{name}.bin"] = content;
            byte[] gmod = GmodWriter.Write(set).Value;
            ImmutableArray<PackageFile> read = GmodReader.Read(gmod, "x").Value.Files;

            Assert.Equal(set.Keys.Order(StringComparer.Ordinal), read.Select(entry => entry.Path));
            Assert.All(read, entry => Assert.True(entry.Bytes.Span.SequenceEqual(set[entry.Path].Span)));
            Assert.Equal(gmod, GmodWriter.Write(read.Reverse().Select(entry => KeyValuePair.Create(entry.Path, entry.Bytes))).Value);
        }));
    }

    [Fact]
    public void TheLayoutIsAsDocumented()
    {
        byte[] gmod = GmodWriter.Write(Sample).Value;

        Assert.Equal([0x8E, (byte)'G', (byte)'M', (byte)'O', (byte)'D', 0x0D, 0x0A, 0x1A, 1, 0, 0, 0, 3, 0, 0, 0], gmod[..16]);
        Assert.Equal(3 * (56 + 8) + 8, BitConverter.ToInt32(gmod, 16));
        Assert.Equal(gmod.Length, BitConverter.ToInt64(gmod, 24));
        Assert.Equal(0, BitConverter.ToInt64(gmod, 64) % 16);
    }

    /// <summary>Written out by hand from docs/reference/gmod.md: no change of the schema may move a byte of version 1.</summary>
    [Fact]
    public void EveryByteIsAsItEverWas() =>
        Assert.Equal("7f2a76543888a3ca534ce889b030213e5424f653cf94556536dd58292bae740d", Convert.ToHexStringLower(SHA256.HashData(GmodWriter.Write(Sample).Value)));

    /// <summary>What a reader says of a damaged head names the byte.</summary>
    [Theory]
    [InlineData(8, "at 8: format version")]
    [InlineData(10, "at 10: flags")]
    [InlineData(15, "at 12: ")]
    [InlineData(19, "at 16: a directory")]
    [InlineData(20, "at 20: reserved")]
    [InlineData(31, "at 24: it says")]
    [InlineData(32, "at 32: the directory's digest")]
    public void DamageInTheHeadIsNamedByItsPlace(int at, string says)
    {
        byte[] gmod = GmodWriter.Write(Sample).Value;
        gmod[at] ^= 0x80;

        Assert.Contains(says, GmodReader.Read(gmod, "x").Fault!.Message, StringComparison.Ordinal);
    }

    /// <summary>The reserved bytes of an entry, under a digest that holds.</summary>
    [Theory]
    [InlineData(50)]
    [InlineData(52)]
    [InlineData(55)]
    public void ReservedBytesOfAnEntryAreZero(int at)
    {
        byte[] gmod = GmodWriter.Write(Sample).Value;
        gmod[64 + at] = 1;
        SHA256.HashData(gmod.AsSpan(64, BitConverter.ToInt32(gmod, 16)), gmod.AsSpan(32, 32));

        Assert.Contains("at 114: reserved bytes are not zero", GmodReader.Read(gmod, "x").Fault!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OneFlippedBitAnywhereIsFound()
    {
        byte[] gmod = GmodWriter.Write(Sample).Value;
        for (int bit = 0; bit < gmod.Length * 8; bit++)
        {
            byte[] damaged = [.. gmod];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));

            Result<GmodContainer, TrustErrorCode> result = GmodReader.Read(damaged, "x");

            Assert.False(result.IsOk, $"bit {bit}");
            Assert.Equal(TrustErrorCode.BadContainer, result.Fault.Code);
        }
    }

    [Fact]
    public void EveryTruncationAndAnyTailIsFound()
    {
        byte[] gmod = GmodWriter.Write(Sample).Value;
        for (int length = 0; length < gmod.Length; length++) Assert.False(GmodReader.Read(gmod.AsMemory(0, length), "x").IsOk, $"{length} bytes");
        Assert.False(GmodReader.Read(gmod.Append((byte)0).ToArray(), "x").IsOk);
    }

    [Fact]
    public void PathsThatDifferOnlyByCaseAreRefused()
    {
        Fault<TrustErrorCode> fault = GmodWriter.Write(new Dictionary<string, ReadOnlyMemory<byte>> { ["a/B.png"] = default, ["a/b.png"] = default }).Fault!;

        Assert.Equal(TrustErrorCode.BadPath, fault.Code);
        Assert.Contains("a/B.png and a/b.png", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TooManyFilesAreRefused()
    {
        IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> files = Enumerable.Range(0, TrustLimits.MaxFiles + 1).Select(index => KeyValuePair.Create($"f{index}", ReadOnlyMemory<byte>.Empty));

        Assert.Equal(TrustErrorCode.TooLarge, GmodWriter.Write(files).Fault!.Code);
    }
}
