using Ludos.Base;

namespace Ludos.Store.Tests.Assembly;

/// <summary>Cut, kept and put together again: the same bytes.</summary>
public sealed class AssemblerTests : StoreTest
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_module_comes_back_whole(int workers)
    {
        byte[] head = Content.Noise(100);
        byte[][] files = [Content.Text(10), [], Content.Noise(3_000_000), Content.Text(900_000)];
        using var store = Open();
        var map = PutFiles(store, files, null, workers);
        var (module, offsets) = Lay(head, files);
        var read = ChunkMap.Parse(map.Write()).Value;
        Assert.Equal(module, new Assembler(store).Assemble(head, read, offsets, module.Length, workers).Value);
        Assert.Equal(files[2], File(store, read.Files[2]));
    }

    [Fact]
    public void Protected_files_come_back_with_their_key_only()
    {
        byte[][] files = [Content.Text(200_000), Content.Noise(200_000)];
        using var sealer = new Sealer(Content.Noise(Sealer.KeyBytes));
        using var wrong = new Sealer(Content.Noise(Sealer.KeyBytes, seed: 2));
        using var store = Open();
        var map = PutFiles(store, files, sealer, 1);
        var (module, offsets) = Lay([], files);
        Assert.Equal(module, new Assembler(store, sealer).Assemble([], map, offsets, module.Length).Value);
        Assert.Equal(StoreErrorCode.KeyNeeded, new Assembler(store).Assemble([], map, offsets, module.Length).Fault!.Code);
        Assert.Equal(StoreErrorCode.Damaged, new Assembler(store, wrong).Assemble([], map, offsets, module.Length).Fault!.Code);
        Assert.All(map.Objects(), chunk => Assert.Equal(ObjectEncoding.Sealed, store.Find(chunk.Digest)!.Value.Encoding));
        Assert.True(PackFiles().All(pack => System.IO.File.ReadAllBytes(pack).AsSpan().IndexOf(files[0].AsSpan(1_000, 24)) < 0));
    }

    [Fact]
    public void A_missing_chunk_is_named()
    {
        using var store = Open();
        var file = FileCutter.Cut(Content.Noise(500_000));
        var fault = new Assembler(store).Assemble(file, new byte[file.SizeBytes])!;
        Assert.Equal(StoreErrorCode.NotFound, fault.Code);
        Assert.Contains(file.Chunks[0].Digest.ToString(), fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_would_overlap_or_lie_outside_are_refused()
    {
        using var store = Open();
        var map = PutFiles(store, [Content.Noise(100), Content.Noise(50)], null, 1);
        long[][] bad = [[0, 99], [-1, 200], [0, long.MaxValue], [0, 251], [0]];
        Assert.All(bad, offsets => Assert.Equal(StoreErrorCode.Malformed, new Assembler(store).Assemble([], map, offsets, 300).Fault!.Code));
        Assert.Equal(StoreErrorCode.Malformed, new Assembler(store).Assemble(new byte[10], map, [0, 100], 300).Fault!.Code);
        Assert.True(new Assembler(store).Assemble([], map, [0, 250], 300).IsOk);
    }

    private static byte[] File(ChunkStore store, FileChunks file)
    {
        var bytes = new byte[file.SizeBytes];
        Assert.Null(new Assembler(store).Assemble(file, bytes));
        return bytes;
    }

    private static ChunkMap PutFiles(ChunkStore store, byte[][] files, Sealer? sealer, int workers)
    {
        using var batch = store.Begin(Now).Value;
        var map = new ChunkMap([.. files.Select(file => FileCutter.Put(batch, Digest.Of(file), file, sealer, workers).Value)]);
        Assert.Null(batch.Commit());
        return map;
    }

    private static (byte[] Module, long[] Offsets) Lay(byte[] head, byte[][] files)
    {
        var module = head.ToList();
        var offsets = new List<long>();
        foreach (var file in files)
        {
            module.AddRange(new byte[(16 - (module.Count % 16)) % 16]);
            offsets.Add(module.Count);
            module.AddRange(file);
        }

        return ([.. module], [.. offsets]);
    }
}
