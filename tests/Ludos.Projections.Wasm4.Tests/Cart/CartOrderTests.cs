using Ludos.Projections.Wasm4.Cart;
using Xunit;
using static Ludos.Projections.Wasm4.Tests.Cart.CartBuilder;

namespace Ludos.Projections.Wasm4.Tests.Cart;

public sealed class CartOrderTests
{
    [Fact]
    public void StartFunctionsRunInOrderAndUpdateOnceATick()
    {
        using var cart = new TestCart(new CartBuilder().Memory()
            .Function("start", Step(0x2004))
            .Function("_initialize", Step(0x2003))
            .Function("_start", Step(0x2002))
            .Function("update", Step(0x2005))
            .Function(null, Step(0x2001)).StartsWithLast()
            .Data(0x2000, 1)
            .Build());
        cart.Boot();
        Assert.Equal(new byte[] { 5, 1, 2, 3, 4, 0 }, cart.Memory.Slice(0x2000, 6).ToArray());
        cart.Update().Update();
        Assert.Equal(new byte[] { 7, 1, 2, 3, 4, 6 }, cart.Memory.Slice(0x2000, 6).ToArray());
    }

    [Fact]
    public void RegistersAreSetBeforeInstantiationAndDataMayOverrideThem()
    {
        using var cart = new TestCart(new CartBuilder().Memory().Function("start", Copy8(0x2000, CartMemory.MouseX)).Data(CartMemory.Palette, 1, 2, 3).Build());
        cart.Memory.Fill(0xAA);
        cart.Boot();
        byte[] registers = [0, 0, 0, 0, 1, 2, 3, 0, 0x6C, 0xC0, 0x86, 0, 0x50, 0x68, 0x30, 0, 0x21, 0x18, 0x07, 0, 0x03, 0x12];
        Assert.Equal(registers, cart.Memory[..22].ToArray());
        Assert.Equal(0xFF, cart.Memory[0x2000]);
        Assert.Equal(0, cart.Memory[^1]);
    }

    [Fact]
    public void InputIsThereBeforeUpdate()
    {
        byte[] look = [.. Copy8(0x2000, CartMemory.Gamepads), .. Copy8(0x2001, CartMemory.Gamepads + 3), .. Copy8(0x2002, CartMemory.MouseY), .. Copy8(0x2003, CartMemory.MouseButtons)];
        using var cart = new TestCart(new CartBuilder().Memory().Function("update", look).Build());
        cart.Boot().Update(new CartInput(0x40_00_00_81, -3, 0x102, 5));
        Assert.Equal(new byte[] { 0x81, 0x40, 0x02, 5 }, cart.Memory.Slice(0x2000, 4).ToArray());
        Assert.Equal(-3, BitConverter.ToInt16(cart.Memory.Slice(CartMemory.MouseX, 2)));
    }

    [Fact]
    public void TheFramebufferIsClearedBeforeEachUpdateTheFirstIncluded()
    {
        using var cart = new TestCart(new CartBuilder().Memory().Function("start", Store8(CartMemory.Framebuffer, 0x55)).Function("update", Bump8(CartMemory.Framebuffer + 1)).Build());
        cart.Boot().Update().Update();
        Assert.Equal(new byte[] { 0, 1 }, cart.Framebuffer[..2].ToArray());
    }

    [Fact]
    public void TheFlagPreservesIt()
    {
        byte[] start = [.. Store8(CartMemory.Framebuffer, 0x55), .. Store8(CartMemory.SystemFlags, 3)];
        using var cart = new TestCart(new CartBuilder().Memory().Function("start", start).Function("update", Bump8(CartMemory.Framebuffer + 1)).Build());
        cart.Boot().Update().Update();
        Assert.Equal(new byte[] { 0x55, 2 }, cart.Framebuffer[..2].ToArray());
    }

    [Fact]
    public void WithoutAnUpdateTheFrameIsClearedAllTheSame()
    {
        using var cart = new TestCart(new CartBuilder().Memory().Function("start", Store8(CartMemory.Framebuffer, 0x55)).Build());
        cart.Boot().Update();
        Assert.Equal(CartState.Running, cart.Machine.State);
        Assert.Equal(0, cart.Framebuffer[0]);
    }

    [Fact]
    public void ToneCallsCarryTheirTick()
    {
        CartBuilder builder = new CartBuilder().Memory().Import("tone", [I32, I32, I32, I32], [], out byte tone);
        using var cart = new TestCart(builder.Function("start", Call(tone, 1, 2, 3, 0)).Function("update", Call(tone, -1, 5, 6, 0)).Build());
        cart.Boot().Update().Update();
        Assert.Equal(new long[] { -1, 0, 1 }, cart.Tones.Select(played => played.Tick));
        Assert.Equal(-1, cart.Tones[1].Call.Frequency);
        Assert.Contains(cart.Stereo.ToArray(), value => value != 0);
    }

    [Fact]
    public void ABootStartsOverAndKeepsTheDisk()
    {
        CartBuilder builder = new CartBuilder { HasGlobal = true }.Memory().Import("diskw", [I32, I32], [I32], out byte diskw);
        byte[] global = [.. Const(0x2001), 0x23, 0, 0x3A, 0, 0, .. Const(0), 0x24, 0];
        using var cart = new TestCart(builder.Function("update", [.. Bump8(0x2000), .. global, .. Call(diskw, 0x2000, 1), 0x1A]).Build());
        cart.Boot().Update().Update();
        Assert.Equal(new byte[] { 2, 0 }, cart.Memory.Slice(0x2000, 2).ToArray());
        cart.Boot();
        Assert.Equal(0, cart.Memory[0x2000]);
        Assert.Equal(new byte[] { 2 }, cart.Disk.Content.ToArray());
        cart.Update();
        Assert.Equal(new byte[] { 1, 7 }, cart.Memory.Slice(0x2000, 2).ToArray());
    }

    [Fact]
    public void SwappedCodeTakesOverTheWorldAsItIs()
    {
        byte[] before = new CartBuilder { HasGlobal = true }.Memory().Function("start", Store8(0x2000, 40)).Function("update", Bump8(0x2000)).Data(0x3000, 1, 2).Build();
        byte[] after = new CartBuilder { HasGlobal = true }.Memory().Function("start", Store8(0x2000, 0)).Function("update", [.. Bump8(0x2000), .. Bump8(0x2000)]).Data(0x3000, 1, 9).Build();
        using var cart = new TestCart(before);
        cart.Boot().Update();
        cart.Memory[0x3000] = 77;
        cart.SwapTo(CartProgram.Load(after, "after.wasm").Value);
        cart.Update();
        Assert.Equal(43, cart.Memory[0x2000]);
        Assert.Equal(new byte[] { 77, 9 }, cart.Memory.Slice(0x3000, 2).ToArray());
    }

    /// <summary>Writes the counter at 0x2000 into a place, then raises it.</summary>
    private static byte[] Step(int place) => [.. Copy8(place, 0x2000), .. Bump8(0x2000)];
}
