using Ludos.Base;
using Ludos.Platform.Files;
using Ludos.State.Tests.Logs;

namespace Ludos.Store.Tests.Fuzz;

/// <summary>Damaged bytes into every reader: what it takes obeys every rule, everything else is a typed fault; never an exception, never content under a wrong digest.</summary>
public sealed class StoreFuzzTests : StoreTest
{
    private const int Rounds = 10_000;
    private const int PatchRounds = 6_000;
    private const int PackRounds = 3_000;

    [Fact]
    public void Chunk_maps()
    {
        var seeds = new[]
        {
            new ChunkMap([]).Write(),
            new ChunkMap([FileCutter.Cut(Array.Empty<byte>()), FileCutter.Cut(Content.Noise(10)), FileCutter.Cut(Content.Noise(400_000))]).Write(),
            new ChunkMap([.. Enumerable.Range(1, 20).Select(n => FileCutter.Cut(Content.Noise(n * 20_000, (ulong)n)))]).Write(),
        };
        var (taken, refused) = (0, 0);
        Damage(seeds, Rounds, 0xA, bytes =>
        {
            if (ChunkMap.Parse(bytes).TryGet(out var map, out var fault))
            {
                Assert.Equal(bytes, map.Write());
                Assert.All(map.Files, file => Assert.Equal(file.SizeBytes, file.Chunks.Sum(chunk => (long)chunk.SizeBytes)));
                taken++;
            }
            else
            {
                Assert.Contains(fault.Code, (StoreErrorCode[])[StoreErrorCode.Malformed, StoreErrorCode.TooLarge]);
                refused++;
            }
        });
        Assert.True(taken > 100 && refused > Rounds / 4, $"{taken} taken, {refused} refused");
    }

    [Fact]
    public void Object_heads()
    {
        var numbers = new Numbers(0xB);
        var (taken, refused) = (0, 0);
        var head = new byte[ObjectHead.Bytes];
        for (var round = 0; round < Rounds; round++)
        {
            new ObjectHead(Digest.Of([(byte)round]), ObjectEncoding.Zstd, numbers.Below(1 << 28), numbers.Below(1 << 28), 7).Write(head);
            numbers.Damage(head);

            // Whoever lies seals the lie as well.
            if (round % 2 == 0)
            {
                BitConverter.TryWriteBytes(head.AsSpan(60), Ludos.Base.Checksums.Crc32C.Of(head.AsSpan(0, 60)));
            }

            if (!ObjectHead.TryRead(head, out var read))
            {
                refused++;
                continue;
            }

            var again = new byte[ObjectHead.Bytes];
            read.Write(again);
            Assert.Equal(head, again);
            Assert.InRange(read.PlainBytes, 0, StoreLimits.MaxObjectBytes);
            Assert.InRange(read.StoredBytes, 0, StoreLimits.MaxStoredBytes);
            taken++;
        }

        Assert.True(taken > 100 && refused > Rounds / 4, $"{taken} taken, {refused} refused");
    }

    [Fact]
    public void Holder_records()
    {
        var seeds = new[] { Record(0, 0), Record(1, 5), Record(40, long.MaxValue) };
        var (taken, refused) = (0, 0);
        Damage(seeds, Rounds, 0xC, bytes =>
        {
            if (bytes.Length >= 32 && taken % 2 == 0)
            {
                Digest.Of(bytes.AsSpan(0, bytes.Length - 32)).Span.CopyTo(bytes.AsSpan(bytes.Length - 32));
            }

            if (HolderRecord.Parse(bytes, "fuzz").TryGet(out var record, out var fault))
            {
                Assert.Equal(bytes, record.Write());
                taken++;
            }
            else
            {
                Assert.Equal(StoreErrorCode.Damaged, fault.Code);
                refused++;
            }
        });
        Assert.True(taken > 100 && refused > Rounds / 4, $"{taken} taken, {refused} refused");
    }

    [Fact]
    public void Packs()
    {
        byte[][] contents = [Content.Text(700), Content.Noise(300), [], Content.Noise(90)];
        byte[] pack;
        using (var store = Open(new StoreOptions { Effort = CompressionEffort.Fast }))
        {
            _ = PutAll(store, contents);
            pack = File.ReadAllBytes(PackFiles()[0]);
        }

        var known = contents.ToDictionary(content => Digest.Of(content));
        var (served, refused) = (0, 0);
        Damage([pack], PackRounds, 0xD, bytes =>
        {
            using var store = ChunkStore.Open(new OnePack(bytes), new OnePack(null), Folder, new StoreOptions()).Value;
            foreach (var (digest, content) in known)
            {
                if (store.Get(digest, content.Length).TryGet(out var got, out var fault))
                {
                    Assert.Equal(content, got);
                    served++;
                }
                else
                {
                    Assert.Contains(fault.Code, (StoreErrorCode[])[StoreErrorCode.Damaged, StoreErrorCode.NotFound, StoreErrorCode.Failed, StoreErrorCode.TooLarge]);
                    refused++;
                }
            }

            _ = store.Scan();
        });
        Assert.True(served > PackRounds / 4 && refused > PackRounds / 4, $"{served} served, {refused} refused");
    }

    [Fact]
    public void Patches()
    {
        var (before, other) = (Content.Text(3_000), Content.Noise(2_000));
        byte[][] targets = [[.. before[..1_000], .. other[..900], .. before[1_500..]], [.. before[..700], 1, 2, .. before[800..]], []];
        var seeds = targets.SelectMany(after => (byte[][])
        [
            Patch.Make(after, [BaseOf(before)]).Bytes,
            Patch.Make(after, [BaseOf(before), BaseOf(other)]).Bytes,
        ]).ToArray();
        var (taken, refused) = (0, 0);
        Damage(seeds, PatchRounds, 0xE, bytes =>
        {
            foreach (var after in targets)
            {
                var target = new byte[after.Length];
                if (Patch.Apply(bytes, Digest.Of(after), digest => digest == Digest.Of(before) ? before : digest == Digest.Of(other) ? other : null, target) is null)
                {
                    Assert.Equal(after, target);
                    taken++;
                }
                else
                {
                    refused++;
                }
            }
        });
        Assert.True(taken > 20 && refused > PatchRounds, $"{taken} taken, {refused} refused");
    }

    [Fact]
    public void Encoded_objects_decode_to_their_digest_or_not_at_all()
    {
        using var sealer = new Sealer(Content.Noise(Sealer.KeyBytes));
        var content = Content.Text(5_000);
        var digest = Digest.Of(content);
        var brotli = new byte[8_000];
        EncodedObject[] seeds =
        [
            ObjectCodec.Encode(content, CompressionEffort.Small),
            new(digest, ObjectEncoding.Brotli, content.Length, brotli.AsMemory(0, Compression.ByBrotli(content, brotli, CompressionEffort.Fast))),
            sealer.Seal(digest, content, CompressionEffort.Small),
        ];
        foreach (var seed in seeds)
        {
            var refused = 0;
            Damage([seed.Bytes.ToArray()], 3_000, 0xF, bytes =>
            {
                var exact = new byte[content.Length];
                var isExact = ObjectCodec.Decode(digest, seed.Encoding, bytes, exact, sealer) is null;
                Assert.True(!isExact || exact.AsSpan().SequenceEqual(content));
                Assert.True(!ObjectCodec.Decode(digest, seed.Encoding, bytes, content.Length, sealer).TryGet(out var bounded, out _) || bounded.AsSpan().SequenceEqual(content));
                refused += isExact ? 0 : 1;
            });
            Assert.True(refused > 1_500, $"{seed.Encoding}: only {refused} refused");
        }
    }

    /// <summary>Small bytes that say they are large: refused by what they say, or stopped at the bound.</summary>
    [Fact]
    public void Bombs_are_stopped_at_the_bound()
    {
        var bomb = new byte[64 * 1024 * 1024];
        var digest = Digest.Of(bomb);
        foreach (var encoding in (ObjectEncoding[])[ObjectEncoding.Zstd, ObjectEncoding.Brotli])
        {
            var scratch = new byte[1 << 20];
            var length = encoding == ObjectEncoding.Zstd ? ZstdPool.Compress(bomb, default, scratch, 3) : Compression.ByBrotli(bomb, scratch, CompressionEffort.Fast);
            Assert.InRange(length, 1, 100_000);
            Assert.Equal(StoreErrorCode.TooLarge, ObjectCodec.Decode(digest, encoding, scratch.AsSpan(0, length), 1_000_000).Fault!.Code);
            Assert.Equal(StoreErrorCode.Damaged, ObjectCodec.Decode(digest, encoding, scratch.AsSpan(0, length), new byte[1_000_000])!.Code);
        }
    }

    /// <summary>Bytes that once were trouble, or look like it; each file's comment says what. A name begins with its reader's.</summary>
    [Fact]
    public void The_corpus_is_refused()
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Fuzz", "corpus"), "*.hex");
        Assert.True(files.Length >= 8);
        foreach (var file in files)
        {
            var bytes = Convert.FromHexString(string.Concat(File.ReadLines(file).Where(line => !line.StartsWith('#'))).Replace(" ", "", StringComparison.Ordinal));
            var isRefused = Path.GetFileName(file).Split('-')[0] switch
            {
                "map" => !ChunkMap.Parse(bytes).IsOk,
                "head" => !ObjectHead.TryRead(bytes, out _),
                "holder" => !HolderRecord.Parse(bytes, file).IsOk,
                "patch" => Patch.Apply(bytes, Digest.Of([]), _ => ReadOnlyMemory<byte>.Empty, []) is not null,
                _ => false,
            };
            Assert.True(isRefused, Path.GetFileName(file));
        }
    }

    private static PatchBase BaseOf(byte[] content) => new(Digest.Of(content), content);

    private static byte[] Record(int objects, long expires) => new HolderRecord(Enumerable.Range(0, objects).Select(n => Digest.Of(BitConverter.GetBytes(n))).ToHashSet(), expires).Write();

    /// <summary>Damages, cuts and lengthens; every tenth round leaves a seed as it is, so that something is accepted.</summary>
    private static void Damage(byte[][] seeds, int rounds, ulong seed, Action<byte[]> judge)
    {
        var numbers = new Numbers(seed);
        for (var round = 0; round < rounds; round++)
        {
            var bytes = seeds[round % seeds.Length].ToArray();
            switch (numbers.Below(10))
            {
                case 0:
                    break;
                case 1:
                    bytes = bytes[..numbers.Below(bytes.Length + 1)];
                    break;
                case 2:
                    bytes = [.. bytes, .. Content.Noise(1 + numbers.Below(40), numbers.Next())];
                    break;
                case 3:
                    numbers.Damage(bytes.AsSpan(0, Math.Min(32, bytes.Length)));
                    break;
                default:
                    numbers.Damage(bytes);
                    break;
            }

            judge(bytes);
        }
    }

    /// <summary>A folder with one pack in it, or nothing, that cannot be changed.</summary>
    private sealed class OnePack(byte[]? bytes) : IFolder
    {
        private static readonly Fault<FileErrorCode> Refused = new(FileErrorCode.Denied, "It cannot be changed.");

        public string Path => "one";

        public Result<IReadOnlyList<string>, FileErrorCode> Names() => bytes is null ? Array.Empty<string>() : (string[])["0.pack"];

        public Result<IAppendFile, FileErrorCode> Create(string name) => Refused;

        public Result<IReadFile, FileErrorCode> OpenFile(string name) => new MemoryLog(bytes!);

        public Fault<FileErrorCode>? Rename(string from, string to) => Refused;

        public Fault<FileErrorCode>? Delete(string name) => Refused;

        public Fault<FileErrorCode>? Sync() => null;

        public void Dispose()
        {
        }
    }
}
