using System.Text;
using Ludos.Projections.Wasm4.Cart;
using Xunit;
using static Ludos.Projections.Wasm4.Tests.Cart.CartBuilder;

namespace Ludos.Projections.Wasm4.Tests.Cart;

public sealed class HostCallTests
{
    private const int At = 0x2000;
    private const int ResultAt = 0x5000;

    [Theory]
    [InlineData("text", new[] { -1, 0, 0 })]
    [InlineData("text", new[] { 65537, 0, 0 })]
    [InlineData("textUtf8", new[] { 65530, 7, 0, 0 })]
    [InlineData("textUtf8", new[] { 0, -1, 0, 0 })]
    [InlineData("textUtf16", new[] { 1, 2, 0, 0 })]
    [InlineData("textUtf16", new[] { 65534, 4, 0, 0 })]
    [InlineData("textUtf16", new[] { 0, -1, 0, 0 })]
    [InlineData("blit", new[] { -1, 500, 500, 8, 8, 0 })]
    [InlineData("blit", new[] { 65537, 500, 500, 0, 0, 0 })]
    [InlineData("blitSub", new[] { int.MinValue, 0, 0, 8, 8, 0, 0, 8, 0 })]
    [InlineData("trace", new[] { 65536 })]
    [InlineData("trace", new[] { -1 })]
    [InlineData("traceUtf8", new[] { 65536, 1 })]
    [InlineData("traceUtf16", new[] { 0, -2 })]
    [InlineData("tracef", new[] { 65536, 0 })]
    public void APointerOutsideMemoryStopsTheCart(string function, int[] arguments)
    {
        using TestCart cart = Calling(function, arguments);
        cart.Boot().Update();
        Assert.Equal(CrashKind.BadArgument, cart.Machine.Crash?.Kind);
        Assert.Contains(function, cart.Machine.Crash!.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text", new[] { 65536, 0, 0 })]
    [InlineData("textUtf8", new[] { 65536, 0, 0, 0 })]
    [InlineData("textUtf16", new[] { 65536, 1, 0, 0 })]
    [InlineData("blit", new[] { 65536, 0, 0, 8, 8, 0 })]
    [InlineData("traceUtf8", new[] { 65536, 0 })]
    [InlineData("traceUtf16", new[] { 1, 2 })]
    public void TheEndOfMemoryIsAnEmptyOne(string function, int[] arguments)
    {
        using TestCart cart = Calling(function, arguments);
        cart.Boot().Update();
        Assert.Equal(CartState.Running, cart.Machine.State);
    }

    [Fact]
    public void TextWithoutAnEndStopsAtTheEndOfMemory()
    {
        using TestCart cart = Calling("text", 65535, 0, 0);
        cart.Boot();
        cart.Memory[65535] = (byte)'I';
        cart.Update();
        Assert.Equal(CartState.Running, cart.Machine.State);
        Assert.NotEqual(0, cart.Framebuffer[0] | cart.Framebuffer[1]);
    }

    [Fact]
    public void ADiskWriteReplacesTheDiskAndAReadGivesWhatIsThere()
    {
        using TestCart write = Calling("diskw", At, 5);
        write.Boot();
        "hello"u8.CopyTo(write.Memory[At..]);
        write.Update();
        Assert.Equal(5, Result(write));
        Assert.Equal("hello"u8.ToArray(), write.Disk.Content.ToArray());
        Assert.True(write.Machine.IsDiskWritten);

        using TestCart read = Calling("diskr", At, 2000);
        read.Boot();
        read.Disk.Write("bye"u8);
        read.Memory[At + 3] = 7;
        read.Update();
        Assert.Equal(3, Result(read));
        Assert.Equal("bye\a"u8.ToArray(), read.Memory.Slice(At, 4).ToArray());
    }

    [Fact]
    public void DiskWritesAreCutAt1024AndShorterOnesShrinkIt()
    {
        using TestCart cart = Calling("diskw", At, 5000);
        cart.Boot().Update();
        Assert.Equal(1024, Result(cart));
        Assert.Equal(1024, cart.Disk.Size);
        using TestCart empty = Calling("diskw", At, 0);
        empty.Boot();
        empty.Disk.Write("old"u8);
        empty.Update();
        Assert.Equal(0, empty.Disk.Size);
    }

    [Theory]
    [InlineData("diskr", 0, -1)]
    [InlineData("diskw", 0, -1)]
    [InlineData("diskr", 65535, 2)]
    [InlineData("diskw", 65535, 2)]
    [InlineData("diskr", -1, 0)]
    public void ADiskCallOutsideMemoryStopsTheCart(string function, int pointer, int size)
    {
        using TestCart cart = Calling(function, pointer, size);
        cart.Boot();
        cart.Disk.Write("abc"u8);
        Assert.Equal(CrashKind.BadArgument, cart.Update().Machine.Crash?.Kind);
    }

    [Fact]
    public void ADiskReadChecksOnlyWhatItCopies()
    {
        using TestCart cart = Calling("diskr", 65534, 1024);
        cart.Boot();
        cart.Disk.Write("ab"u8);
        Assert.Equal(CartState.Running, cart.Update().Machine.State);
    }

    [Fact]
    public void TraceReadsLatin1() => Assert.Equal(["aé"], Traced("trace", [(byte)'a', 0xE9, 0]));

    [Theory]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 0x41 }, "A")]
    [InlineData(new byte[] { 0xE2, 0x82, 0xAC }, "€")]
    [InlineData(new byte[] { 0x41, 0xFF, 0x42 }, "A\uFFFDB")]
    [InlineData(new byte[] { 0xE2, 0x82 }, "\uFFFD")]
    public void TraceUtf8ReadsUtf8(byte[] text, string line) => Assert.Equal([line], Traced("traceUtf8", text));

    [Theory]
    [InlineData(new byte[] { 0x41, 0x00, 0xAC, 0x20 }, "A€")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x41, 0x00 }, "A")]
    [InlineData(new byte[] { 0x00, 0xD8, 0x00, 0xDC }, "\U00010000")]
    [InlineData(new byte[] { 0x00, 0xD8, 0x41, 0x00 }, "\uFFFDA")]
    [InlineData(new byte[] { 0x00, 0xDC, 0x41 }, "\uFFFD\uFFFD")]
    [InlineData(new byte[] { 0x41, 0x00, 0x42 }, "A\uFFFD")]
    [InlineData(new byte[] { 0x00, 0xD8, 0x41 }, "\uFFFD")]
    public void TraceUtf16ReadsUtf16(byte[] text, string line) => Assert.Equal([line], Traced("traceUtf16", text));

    [Fact]
    public void TracefTakesPackedArguments()
    {
        byte[] arguments =
        [
            .. BitConverter.GetBytes(-5), .. BitConverter.GetBytes(0.1), .. BitConverter.GetBytes(-1), .. BitConverter.GetBytes(At + 0x800),
            .. BitConverter.GetBytes((int)'!'), .. BitConverter.GetBytes(255), .. BitConverter.GetBytes(1e21),
        ];
        using TestCart cart = Calling("tracef", At, At + 0x400);
        cart.Boot();
        Encoding.Latin1.GetBytes("%d %f %x <%s>%c 100%% %q %x %f\0").CopyTo(cart.Memory[At..]);
        arguments.CopyTo(cart.Memory[(At + 0x400)..]);
        "name\0"u8.CopyTo(cart.Memory[(At + 0x800)..]);
        cart.Update();
        Assert.Equal(["-5 0.1 -1 <name>! 100% %q ff 1e+21"], cart.Lines);
    }

    /// <summary>Three hundred strings of 32 KiB each in one line.</summary>
    [Fact]
    public void ATraceThatAsksForTooMuchIsCut()
    {
        using TestCart cart = Calling("tracef", At, At + 0x400);
        cart.Boot();
        for (int i = 0; i < 300; i++)
        {
            "%s"u8.CopyTo(cart.Memory[(At + 2 * i)..]);
            BitConverter.GetBytes(0x7000).CopyTo(cart.Memory[(At + 0x400 + 4 * i)..]);
        }
        cart.Memory.Slice(0x7000, 0x8000).Fill((byte)'a');
        cart.Update();
        Assert.Equal(CartState.Running, cart.Machine.State);
        Assert.Equal(65536, Assert.Single(cart.Lines).Length);
    }

    private static List<string> Traced(string function, byte[] text)
    {
        using TestCart cart = function == "trace" ? Calling(function, At) : Calling(function, At, text.Length);
        cart.Boot();
        text.CopyTo(cart.Memory[At..]);
        cart.Update();
        return cart.Lines;
    }

    private static int Result(TestCart cart) => BitConverter.ToInt32(cart.Memory.Slice(ResultAt, 4));

    /// <summary>A cart whose update makes one call, and stores a disk call's result.</summary>
    private static TestCart Calling(string function, params int[] arguments)
    {
        bool hasResult = function is "diskr" or "diskw";
        CartBuilder builder = new CartBuilder().Memory().Import(function, [.. arguments.Select(_ => I32)], hasResult ? [I32] : [], out byte index);
        byte[] call = Call(index, arguments);
        return new TestCart(builder.Function("update", hasResult ? [.. Const(ResultAt), .. call, 0x36, 0, 0] : call).Build());
    }
}
