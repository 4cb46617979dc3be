using Ludos.Wasm.Caching;
using Ludos.Wasm.Compilation;
using Ludos.Wasm.Compilation.Emission;
using Ludos.Wasm.Tests.Embedding;
using Xunit;

namespace Ludos.Wasm.Tests.Caching;

/// <summary>Damaged cache files: refused with a typed fault before anything in them is used; never an exception.</summary>
public class CacheFileFuzzTests
{
    private const int Rounds = 30_000;
    private const int HeaderBytes = 104;

    private static readonly byte[] UserKey = [.. Enumerable.Range(0, CacheFile.KeyBytes).Select(i => (byte)i)];
    private static readonly byte[] Engine = new byte[32];
    private static readonly CodeKey Key = CodeKey.Of(Wat.Module("(func)"), new CompileOptions(), 0);

    private static readonly CompiledChunk Seed = new(
        new AssemblyImage([.. Enumerable.Range(0, 200).Select(i => (byte)i)], [(4, 0), (100, 3)]), [7, 9], [(0, 0x06000002), (1, 0x06000003)], [(2, 0x06000004)], [(12, 0x06000005)]);

    [Fact]
    public void WhatWasWrittenIsRead()
    {
        var file = CacheFile.Encode(Seed, Engine, Key, UserKey);
        var read = CacheFile.Decode(file, Engine, Key, UserKey, "seed").Value;
        Assert.Equal(Seed.Image.Bytes, read.Image.Bytes);
        Assert.Equal(Seed.Image.Places, read.Image.Places);
        Assert.Equal(Seed.Unoptimised, read.Unoptimised);
        Assert.Equal(Seed.Invokers, read.Invokers);
        Assert.Equal(Seed.HostCalls, read.HostCalls);
        Assert.Equal(Seed.Entries, read.Entries);
    }

    [Fact]
    public void NoDamageIsLoaded()
    {
        var random = new Random64(0xCAC4E);
        var good = CacheFile.Encode(Seed, Engine, Key, UserKey);
        for (var round = 0; round < Rounds; round++)
        {
            var file = random.Damaged(good);
            var read = CacheFile.Decode(file, Engine, Key, UserKey, "damaged");
            Assert.True(file.AsSpan().SequenceEqual(good) || !read.IsOk, $"Round {round}: a damaged file was taken.");
        }
    }

    [Fact]
    public void DamageThatItsOwnKeySealedIsRefusedOrWithinBounds()
    {
        var random = new Random64(0x5EA1);
        var good = CacheFile.Encode(Seed, Engine, Key, UserKey);
        var (refused, taken) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var file = random.Damaged(good, HeaderBytes);
            _ = JudgeSealed(file) ? taken++ : refused++;
        }

        Assert.True(refused > Rounds / 4, $"Only {refused} of {Rounds} were refused: the damage does nothing.");
        Assert.True(taken > 0, "Nothing was taken: the seed is not legal.");
    }

    /// <summary>Bodies that once were, or could have been, troublesome; each file says why.</summary>
    [Fact]
    public void PastFailuresStayMended()
    {
        var files = Directory.GetFiles(Path.Combine(Conformance.ConformanceData.Root, "tests", "Ludos.Wasm.Tests", "Caching", "Corpus"), "*.hex");
        Assert.NotEmpty(files);
        foreach (var path in files)
        {
            var body = Convert.FromHexString(string.Concat(File.ReadLines(path).Where(line => !line.StartsWith('#'))).Replace(" ", "", StringComparison.Ordinal));
            var file = CacheFile.Encode(Seed, Engine, Key, UserKey)[..HeaderBytes].Concat(body).ToArray();
            Assert.False(JudgeSealed(file), Path.GetFileName(path));
        }
    }

    private static bool JudgeSealed(byte[] file)
    {
        CacheFile.Seal(file, UserKey);
        var read = CacheFile.Decode(file, Engine, Key, UserKey, "sealed");
        if (!read.TryGet(out var chunk, out var fault))
        {
            Assert.Equal(CodeCacheErrorCode.Damaged, fault.Code);
            return false;
        }

        Assert.All(chunk.Image.Places, place => Assert.InRange(place.At, 0, chunk.Image.Bytes.Length - 4));
        return true;
    }

    private sealed class Random64(ulong seed)
    {
        private static readonly int[] Extremes = [0, 1, -1, int.MaxValue, int.MinValue, 1 << 28, 255];
        private ulong _state = seed;

        /// <summary>A copy with flipped bits, extreme numbers, or its end cut off or drawn out; only behind <paramref name="from"/>.</summary>
        public byte[] Damaged(byte[] good, int from = 0)
        {
            var bytes = (byte[])good.Clone();
            for (var places = 1 + Below(4); places > 0; places--)
            {
                var at = from + Below(bytes.Length - from - sizeof(int));
                switch (Below(4))
                {
                    case 0:
                        bytes = bytes[..(at + 1)];
                        return bytes;
                    case 1:
                        BitConverter.TryWriteBytes(bytes.AsSpan(at), Extremes[Below(Extremes.Length)]);
                        break;
                    case 2:
                        bytes = [.. bytes, (byte)Below(256)];
                        break;
                    default:
                        bytes[at] ^= (byte)(1 << Below(8));
                        break;
                }
            }

            return bytes;
        }

        private int Below(int bound)
        {
            _state += 0x9E3779B97F4A7C15;
            var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            return (int)((mixed ^ (mixed >> 31)) % (ulong)bound);
        }
    }
}
