using System.Runtime.Versioning;
using Ludos.Base;
using Ludos.Wasm.Tests.Embedding;
using Xunit;

namespace Ludos.Wasm.Tests.Caching;

[SupportedOSPlatform("linux")]
public sealed class CodeCacheTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const string Text = """
        (type $t (func (param i32) (result i32))) (table funcref (elem $twice)) (memory 1)
        (func $twice (param i32) (result i32) (i32.mul (local.get 0) (i32.const 2)))
        (func (export "f") (param i32) (result i32) (call_indirect (type $t) (local.get 0) (i32.const 0)))
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ludos-cache-");
    private readonly List<Fault<CodeCacheErrorCode>> _told = [];

    private string Folder => Path.Combine(_folder.FullName, "wasm");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void WhatOneOpeningKeepsAnotherFinds()
    {
        using (var cache = Open())
        {
            Assert.Equal(42, Run(cache));
            Assert.Equal((0L, 1L, 0L), (cache.Hits, cache.Misses, cache.Refusals));
        }

        using var again = Open();
        Assert.Equal(42, Run(again));
        Assert.Equal((1L, 0L, 0L), (again.Hits, again.Misses, again.Refusals));
        Assert.Equal(1, again.Measure().Files);
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(Folder));
        Assert.All(Directory.GetFiles(Folder), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.Empty(_told);
    }

    [Fact]
    public void OtherOptionsLimitsAndBytesAreOtherCode()
    {
        using var cache = Open();
        Run(cache);
        Run(cache, new CompileOptions { Fuel = false });
        Run(cache, limits: WasmLimits.Default with { MaxNesting = 100 });
        Run(cache, text: Text.Replace("i32.const 2", "i32.const 3", StringComparison.Ordinal), expected: 63);
        Assert.Equal((0L, 4L), (cache.Hits, cache.Misses));
        Run(cache, new CompileOptions { Mode = CompileMode.Eager });
        Assert.Equal((1L, 4L), (cache.Hits, cache.Misses));
    }

    [Fact]
    public void AnyFlippedBitIsToldAndTheCodeCompiledAnew()
    {
        using var cache = Open();
        Run(cache);
        var file = CodeFile();
        var good = File.ReadAllBytes(file);
        for (var at = 0; at < good.Length; at += Math.Max(1, good.Length / 40))
        {
            var bad = (byte[])good.Clone();
            bad[at] ^= (byte)(1 << (at % 8));
            File.WriteAllBytes(file, bad);
            _told.Clear();
            Assert.Equal(42, Run(cache));
            Assert.Equal(at < 8 ? CodeCacheErrorCode.Damaged : CodeCacheErrorCode.NotOurs, Assert.Single(_told).Code);
            Assert.Contains(Path.GetFileName(file), _told[0].Message, StringComparison.Ordinal);
            Assert.Equal(good, File.ReadAllBytes(file));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(200)]
    public void ATruncatedFileIsToldAndReplaced(int length)
    {
        using var cache = Open();
        Run(cache);
        var file = CodeFile();
        var good = File.ReadAllBytes(file);
        File.WriteAllBytes(file, good[..length]);
        Assert.Equal(42, Run(cache));
        Assert.Single(_told);
        Assert.Equal(good, File.ReadAllBytes(file));
    }

    [Fact]
    public void AnotherUsersKeyMakesNothingThatIsLoaded()
    {
        using (var cache = Open())
        {
            Run(cache);
        }

        File.Delete(Path.Combine(Folder, "key"));
        using var other = Open();
        Assert.Equal(42, Run(other));
        Assert.Equal(CodeCacheErrorCode.NotOurs, Assert.Single(_told).Code);
    }

    [Fact]
    public void AFileUnderAnotherNameIsNotLoaded()
    {
        using var cache = Open();
        Run(cache);
        var first = CodeFile();
        Run(cache, new CompileOptions { Fuel = false });
        var second = Directory.GetFiles(Folder, "*.il").Single(file => file != first);
        File.Copy(first, second, overwrite: true);
        Assert.Equal(42, Run(cache, new CompileOptions { Fuel = false }));
        Assert.Equal(CodeCacheErrorCode.Damaged, Assert.Single(_told).Code);
    }

    [Fact]
    public void AnOlderEnginesFileIsToldAndReplaced()
    {
        using (var older = CodeCache.Open(Folder, new byte[32], CodeCache.DefaultQuotaBytes, null).Value)
        {
            Run(older);
            Assert.Equal(1, older.Misses);
        }

        using var cache = Open();
        Assert.Equal(42, Run(cache));
        Assert.Equal(CodeCacheErrorCode.OtherEngine, Assert.Single(_told).Code);
        Assert.Single(Directory.GetFiles(Folder, "*.il"));
        Run(cache);
        Assert.Equal(1, cache.Hits);
    }

    [Fact]
    public void LinksAreNotFollowed()
    {
        using var cache = Open();
        Run(cache);
        var file = CodeFile();
        var elsewhere = Path.Combine(_folder.FullName, "elsewhere");
        File.Move(file, elsewhere);
        var good = File.ReadAllBytes(elsewhere);
        File.CreateSymbolicLink(file, elsewhere);
        Assert.Equal(42, Run(cache));
        Assert.Equal(CodeCacheErrorCode.Unsafe, Assert.Single(_told).Code);
        Assert.Null(new FileInfo(file).LinkTarget);
        Assert.Equal(good, File.ReadAllBytes(elsewhere));
    }

    [Fact]
    public void AFileThatOthersCanWriteIsNotRead()
    {
        using var cache = Open();
        Run(cache);
        File.SetUnixFileMode(CodeFile(), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite);
        Assert.Equal(42, Run(cache));
        Assert.Equal(CodeCacheErrorCode.Unsafe, Assert.Single(_told).Code);
        Run(cache);
        Assert.Equal(1, cache.Hits);
    }

    [Fact]
    public void AFolderOrKeyWithinReachOfOthersIsRefusedWithTheReason()
    {
        Open().Dispose();
        File.SetUnixFileMode(Path.Combine(Folder, "key"), UnixFileMode.UserRead | UnixFileMode.GroupRead);
        AssertUnsafe("mode 440");
        File.SetUnixFileMode(Folder, OwnerOnly | UnixFileMode.GroupExecute);
        AssertUnsafe("mode 710");
        Directory.Delete(Folder, recursive: true);
        var target = _folder.CreateSubdirectory("target");
        Directory.CreateSymbolicLink(Folder, target.FullName);
        AssertUnsafe("a link");
    }

    [Fact]
    public void WhatCannotBeReplacedIsToldAndTheCodeRunsAllTheSame()
    {
        using var cache = Open();
        Run(cache);
        var file = CodeFile();
        File.Delete(file);
        Directory.CreateDirectory(file);
        Assert.Equal(42, Run(cache));
        Assert.NotEmpty(_told);
        Assert.All(_told, fault => Assert.Contains(Path.GetFileName(file), fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void BeyondTheQuotaTheLeastRecentlyUsedGo()
    {
        long size;
        using (var probe = Open())
        {
            Run(probe);
            size = probe.Measure().Bytes;
        }

        Directory.Delete(Folder, recursive: true);
        using var cache = CodeCache.Open(Folder, (size * 4) + (size / 2), _told.Add).Value;
        for (var i = 0; i < 4; i++)
        {
            Run(cache, new CompileOptions { MaxStackBytes = 100_000 + i });
            File.SetLastWriteTimeUtc(NewestFile(), DateTime.UnixEpoch.AddDays(i));
        }

        // The oldest is used again, and so the second oldest is what goes first.
        Run(cache, new CompileOptions { MaxStackBytes = 100_000 });
        Assert.Equal(1, cache.Hits);
        Run(cache, new CompileOptions { MaxStackBytes = 200_000 });
        Assert.True(cache.Measure().Bytes <= cache.QuotaBytes);
        Run(cache, new CompileOptions { MaxStackBytes = 100_000 });
        Assert.Equal(2, cache.Hits);
        Run(cache, new CompileOptions { MaxStackBytes = 100_001 });
        Assert.Equal(2, cache.Hits);
        Assert.Empty(_told);
    }

    [Fact]
    public void WhatIsLargerThanTheQuotaIsNotKept()
    {
        using var cache = CodeCache.Open(Folder, 100, _told.Add).Value;
        Assert.Equal(42, Run(cache));
        Assert.Equal(0, cache.Measure().Files);
    }

    [Fact]
    public void ManyOpeningsAtOnceAgreeOnOneKey()
    {
        Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 16 }, i =>
        {
            var told = new List<Fault<CodeCacheErrorCode>>();
            using var cache = CodeCache.Open(Folder, tell: told.Add).Value;
            Run(cache, new CompileOptions { MaxStackBytes = 100_000 + (i % 3) });
            Run(cache, new CompileOptions { MaxStackBytes = 100_000 + (i % 3) });
            Assert.Empty(told);
            Assert.True(cache.Hits >= 1);
        });
        Assert.Equal(3, Directory.GetFiles(Folder, "*.il").Length);
        Assert.Empty(Directory.GetFiles(Folder, ".new-*"));
    }

    private CodeCache Open() => CodeCache.Open(Folder, tell: _told.Add).Value;

    private string CodeFile() => Assert.Single(Directory.GetFiles(Folder, "*.il"));

    private string NewestFile() => new DirectoryInfo(Folder).EnumerateFiles("*.il").MaxBy(file => file.LastWriteTimeUtc)!.FullName;

    private void AssertUnsafe(string reason)
    {
        var fault = CodeCache.Open(Folder).Fault;
        Assert.Equal(CodeCacheErrorCode.Unsafe, fault?.Code);
        Assert.Contains(reason, fault!.Message, StringComparison.Ordinal);
        Assert.NotEmpty(fault.Mend);
    }

    private static int Run(CodeCache cache, CompileOptions? options = null, WasmLimits? limits = null, string text = Text, int expected = 42)
    {
        using var instance = Wat.Module(text, limits).Compile((options ?? new CompileOptions()) with { Cache = cache }).Instantiate(new ImportSet()).Value;
        var result = instance.Get("f", WasmValue.From(21)).AsI32;
        Assert.Equal(expected, result);
        return result;
    }
}
