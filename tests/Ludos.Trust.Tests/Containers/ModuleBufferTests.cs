using Ludos.Base;
using Ludos.Trust.Tests.Support;
using Xunit;

namespace Ludos.Trust.Tests;

public sealed class ModuleBufferTests
{
    private static readonly byte[] Module = new SignedWorld().Module;

    [Fact]
    public void WhatIsSealedIsVerifiedWhereItLiesAndNeverChanges()
    {
        var buffer = new ModuleBuffer(Module.Length);
        buffer.Fill(new MemoryStream(Module));

        var verified = new ModuleVerifier(false).Verify(buffer, ModuleOrigin.CommandLine, "x", default, default).Value;

        Assert.Throws<InvalidOperationException>(() => buffer.Write(0, [0]));
        Assert.Throws<InvalidOperationException>(() => buffer.Fill(new MemoryStream(Module)));
        Assert.Equal(Module, verified.Bytes.ToArray());
        Assert.Equal(ModuleDigest.Of(Module), verified.Digest);
    }

    [Fact]
    public void ItIsAssembledInAnyOrder()
    {
        var buffer = new ModuleBuffer(Module.Length);
        buffer.Write(100, Module.AsSpan(100));
        buffer.Write(0, Module.AsSpan(0, 100));

        Assert.True(new ModuleVerifier(false).Verify(buffer, ModuleOrigin.CommandLine, "x", default, default).IsOk);
    }

    [Fact]
    public void NothingFitsOutside()
    {
        var buffer = new ModuleBuffer(4);

        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Write(-1, [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Write(4, [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Write(0, [1, 2, 3, 4, 5]));
        Assert.Throws<EndOfStreamException>(() => buffer.Fill(new MemoryStream([1, 2, 3])));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ModuleBuffer(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ModuleBuffer(TrustLimits.MaxModuleBytes + 1));
    }

    [Fact]
    public void AHeadAloneIsRead()
    {
        var head = GmodReader.Read(Module, "x").Value;

        var info = GmodReader.ReadHead(Module.AsSpan(0, head.HeadBytes), "x").Value;

        Assert.Equal(head.Digest, info.Digest);
        Assert.Equal(Module.Length, info.TotalBytes);
        Assert.Equal(head.Files.Select(file => (file.Path, file.Bytes.Length, file.Digest)), info.Entries.Select(entry => (entry.Path, entry.ContentBytes, entry.Digest)));
        Assert.All(info.Entries, entry => Assert.Equal(entry.Digest, Digest.Of(Module.AsSpan(entry.ContentAt, entry.ContentBytes))));
        Assert.False(GmodReader.ReadHead(Module.AsSpan(0, head.HeadBytes - 1), "x").IsOk);
        Assert.False(GmodReader.ReadHead(Module.AsSpan(0, head.HeadBytes + 1), "x").IsOk);
        for (var at = 0; at < head.HeadBytes; at++)
        {
            var bad = Module[..head.HeadBytes];
            bad[at] ^= 1;
            Assert.False(GmodReader.ReadHead(bad, "x").TryGet(out var other, out _) && other.Digest == head.Digest, $"byte {at}");
        }
    }
}
