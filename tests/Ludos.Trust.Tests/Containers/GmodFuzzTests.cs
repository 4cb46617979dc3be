using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Ludos.Base;
using Ludos.Modules.Tests.Support;
using Xunit;

namespace Ludos.Trust.Tests;

/// <summary>Damaged .gmod files give a fault, never anything else; also when the damage comes with a digest that matches it.</summary>
public sealed class GmodFuzzTests
{
    private const int Rounds = 20_000;
    private const int HeaderBytes = 64;
    private const int DirectoryBytesAt = 16;
    private const int TotalBytesAt = 24;
    private const int DigestAt = 32;

    private static readonly byte[] Good = GmodWriter.Write(new Dictionary<string, ReadOnlyMemory<byte>>
    {
        ["module.json"] = """{"id":"fish","version":"1.0.0"}"""u8.ToArray(),
        ["fish.wasm"] = new byte[] { 0, 0x61, 0x73, 0x6D, 1, 0, 0, 0 },
        ["fish.bin"] = new byte[40],
        ["assets/a.png"] = new byte[3],
    }).Value;

    [Fact]
    public void DamageIsAlwaysRefused()
    {
        var mutations = new Mutations(seed: 77);
        for (int round = 0; round < Rounds; round++)
        {
            byte[] damaged = mutations.Of(Good);
            if (damaged.AsSpan().SequenceEqual(Good)) continue;
            Assert.False(GmodReader.Read(damaged, "fuzz").IsOk, $"round {round}");
        }
    }

    [Fact]
    public void DamageUnderAMatchingDigestIsBounded()
    {
        var mutations = new Mutations(seed: 78);
        int accepted = 0;
        for (int round = 0; round < Rounds; round++)
        {
            byte[] damaged = Resealed(mutations.Of(Good));
            Result<GmodContainer, TrustErrorCode> result = GmodReader.Read(damaged, "fuzz");
            if (!result.IsOk)
            {
                Assert.DoesNotContain(result.Fault.Message, char.IsControl);
                continue;
            }

            accepted++;
            Assert.Equal(damaged, GmodWriter.Write(result.Value.Files.Select(file => KeyValuePair.Create(file.Path, file.Bytes))).Value);
        }

        // A changed letter of a path is a legal file, so some pass; what passes is canonical.
        Assert.InRange(accepted, 1, Rounds / 2);
    }

    [Fact]
    public void PastFailuresStayFixed()
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Corpus", "gmod")))
        {
            Assert.False(GmodReader.Read(File.ReadAllBytes(file), Path.GetFileName(file)).IsOk, file);
        }
    }

    private static byte[] Resealed(byte[] gmod)
    {
        if (gmod.Length < HeaderBytes) return gmod;
        BinaryPrimitives.WriteInt64LittleEndian(gmod.AsSpan(TotalBytesAt), gmod.Length);
        int directoryBytes = BinaryPrimitives.ReadInt32LittleEndian(gmod.AsSpan(DirectoryBytesAt));
        if (directoryBytes >= 0 && directoryBytes <= gmod.Length - HeaderBytes)
        {
            SHA256.HashData(gmod.AsSpan(HeaderBytes, directoryBytes), gmod.AsSpan(DigestAt));
        }

        return gmod;
    }
}
