using Ludos.Base;
using Ludos.Projections.Wasm4.Cart;
using Xunit;
using static Ludos.Projections.Wasm4.Tests.Cart.CartBuilder;

namespace Ludos.Projections.Wasm4.Tests.Cart;

public sealed class CartLinkTests
{
    private static readonly byte[] Four = [I32, I32, I32, I32];

    [Theory]
    [InlineData(1u, 1u)]
    [InlineData(1u, null)]
    [InlineData(0u, 65536u)]
    [InlineData(0u, null)]
    [InlineData(1u, 2u)]
    public void EveryMemoryThatOnePageSatisfiesLinks(uint min, uint? max)
    {
        using var cart = new TestCart(new CartBuilder().Memory(min, max).Function("update", Store8(0x2000, 9)).Build());
        cart.Boot().Update();
        Assert.Equal(9, cart.Memory[0x2000]);
    }

    [Fact]
    public void MoreMemoryThanOnePageIsRefused() => Refused("2 pages", new CartBuilder().Memory(2, 2));

    [Fact]
    public void AnUnknownImportIsRefusedByName()
    {
        Refused("env.vibrate", new CartBuilder().Memory().Import("vibrate", [I32], [], out _));
        Refused("wasi_snapshot_preview1.fd_write", new CartBuilder().Memory().Import("fd_write", Four, [I32], out _, "wasi_snapshot_preview1"));
    }

    [Fact]
    public void AnImportOfAnotherTypeIsRefused() => Refused("env.rect", new CartBuilder().Memory().Import("rect", [I32, I64], [], out _));

    [Fact]
    public void AFileThatIsTooBigOrNotWasmIsRefused()
    {
        Assert.Equal(CartErrorCode.TooBig, CartProgram.Load(new byte[CartProgram.MaxCartBytes + 1], "big.wasm").Fault!.Code);
        Assert.Equal(CartErrorCode.NotACart, CartProgram.Load("not wasm"u8, "text.wasm").Fault!.Code);
        Assert.Equal(CartErrorCode.NotACart, CartProgram.Load([], "empty.wasm").Fault!.Code);
    }

    [Fact]
    public void MissingTrailingArgumentsAreZeroAndSurplusOnesAreIgnored()
    {
        CartBuilder builder = new CartBuilder().Memory()
            .Import("blit", [I32, I32, I32, I32, I32], [], out byte blit)
            .Import("rect", [I32, I32, I32, I32, I32, I32], [I32], out byte rect)
            .Import("diskr", [I32, I32], [], out byte diskr)
            .Data(0x2000, 0b1010_0000)
            .Data(0x3000, 5);
        using var cart = new TestCart(builder.Function(
            "update",
            [
                .. Store8(CartMemory.DrawColors, 0x20), .. Call(blit, 0x2000, 0, 0, 4, 1),
                .. Store8(CartMemory.DrawColors, 0x02), .. Const(0x3000), .. Call(rect, 0, 8, 1, 1, 77, 88), 0x3A, 0, 0,
                .. Call(diskr, 0, 0),
            ]).Build());
        cart.Boot().Update();
        Assert.Equal(CartState.Running, cart.Machine.State);
        Assert.Equal(0b00_01_00_01, cart.Framebuffer[0]);
        Assert.Equal(0b01, cart.Framebuffer[8 * CartMemory.RowBytes]);
        Assert.Equal(0, cart.Memory[0x3000]);
    }

    [Fact]
    public void MemoryDoesNotGrow()
    {
        byte[] grow = [.. Const(0x2000), .. Const(1), 0x40, 0, 0x36, 0, 0];
        using var cart = new TestCart(new CartBuilder().Memory().Function("update", grow).Build());
        cart.Boot().Update();
        Assert.Equal(-1, BitConverter.ToInt32(cart.Memory.Slice(0x2000, 4)));
    }

    private static void Refused(string named, CartBuilder builder)
    {
        Result<CartProgram, CartErrorCode> loaded = CartProgram.Load(builder.Function("update").Build(), "odd.wasm");
        Assert.False(loaded.IsOk);
        Assert.Equal(CartErrorCode.Unlinkable, loaded.Fault.Code);
        Assert.Contains(named, loaded.Fault.Message, StringComparison.Ordinal);
        Assert.Contains("odd.wasm", loaded.Fault.Message, StringComparison.Ordinal);
    }
}
