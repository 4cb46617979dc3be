using Ludos.Projections.Wasm4.Cart;
using Xunit;
using static Ludos.Projections.Wasm4.Tests.Cart.CartBuilder;

namespace Ludos.Projections.Wasm4.Tests.Cart;

public sealed class CartCrashTests
{
    private const byte Unreachable = 0x00;
    private static readonly byte[] EndlessLoop = [0x03, 0x40, 0x0C, 0, 0x0B];

    [Fact]
    public void ATrapKeepsThePartialTickAndShowsTheCrash()
    {
        using var cart = new TestCart(new CartBuilder().Memory().Function("update", [.. Bump8(0x2000), Unreachable]).Build());
        cart.Boot().Update();
        Assert.Equal(CartState.Crashed, cart.Machine.State);
        Assert.Equal(CrashKind.Unreachable, cart.Machine.Crash!.Kind);
        Assert.Equal("update", cart.Machine.Crash.During);
        Assert.Equal(1, cart.Memory[0x2000]);
        byte[] registers = [0xEE, 0x11, 0x11, 0, 0x6C, 0xC0, 0x86, 0, 0xAA, 0xAA, 0xAA, 0, 0xFF, 0xFF, 0xFF, 0, 0x03, 0x12];
        Assert.Equal(registers, cart.Memory.Slice(CartMemory.Palette, 18).ToArray());
        Assert.Contains(cart.Framebuffer.ToArray(), value => value != 0);

        string shown = cart.PictureHash();
        cart.Update(new CartInput(0xFF, 1, 1, 1));
        Assert.Equal(1, cart.Memory[0x2000]);
        Assert.Equal(0, cart.Memory[CartMemory.Gamepads]);
        Assert.Equal(shown, cart.PictureHash());
        Assert.All(cart.Stereo.ToArray(), value => Assert.Equal(0, value));

        cart.Boot();
        Assert.Equal(CartState.Running, cart.Machine.State);
        Assert.Null(cart.Machine.Crash);
        Assert.Equal(0, cart.Memory[0x2000]);
    }

    [Theory]
    [InlineData("start")]
    [InlineData("_start")]
    [InlineData("_initialize")]
    public void ATrapInAStartFunctionStopsTheRest(string export)
    {
        using var cart = new TestCart(new CartBuilder().Memory().Function(export, Unreachable).Function("update", Bump8(0x2000)).Build());
        cart.Boot().Update();
        Assert.Equal(CartState.Crashed, cart.Machine.State);
        Assert.Equal(export, cart.Machine.Crash!.During);
        Assert.Equal(0, cart.Memory[0x2000]);
    }

    [Fact]
    public void AStartSectionThatTrapsOrNeverEndsIsACrash()
    {
        using var trap = new TestCart(new CartBuilder().Memory().Function("update").Function(null, Unreachable).StartsWithLast().Build());
        Assert.Equal(CartState.Crashed, trap.Boot().Machine.State);
        using var loop = new TestCart(new CartBuilder().Memory().Function("update").Function(null, EndlessLoop).StartsWithLast().Build());
        Assert.Equal(CartState.Crashed, loop.Boot().Machine.State);
    }

    [Fact]
    public void AnAccessOutsideMemoryIsOne()
    {
        using var cart = new TestCart(new CartBuilder().Memory().Function("update", Store8(CartMemory.SizeBytes, 1)).Build());
        Assert.Equal(CrashKind.OutOfBounds, cart.Boot().Update().Machine.Crash!.Kind);
    }

    [Fact]
    public void EndlessRecursionIsOne()
    {
        using var cart = new TestCart(new CartBuilder().Memory().Function("update", 0x10, 0).Build());
        Assert.Equal(CrashKind.StackExhausted, cart.Boot().Update().Machine.Crash!.Kind);
    }

    [Fact]
    public async Task AnEndlessTickIsStoppedFromOutside()
    {
        using var cart = new TestCart(new CartBuilder().Memory().Function("update", EndlessLoop).Build());
        await UpdateUntilStopped(cart);
    }

    [Fact]
    public async Task AnEndlessRowOfHugeOvalsIsStoppedFromOutside()
    {
        CartBuilder builder = new CartBuilder().Memory().Import("oval", [I32, I32, I32, I32], [], out byte oval);
        using var cart = new TestCart(builder.Function("update", [0x03, 0x40, .. Call(oval, 0, -1, int.MaxValue, int.MaxValue), 0x0C, 0, 0x0B]).Build());
        await UpdateUntilStopped(cart);
    }

    [Fact]
    public void AStopDuringInstantiationIsHeardBeforeTheStartFunctions()
    {
        CartBuilder builder = new CartBuilder().Memory().Import("tone", [I32, I32, I32, I32], [], out byte tone);
        using var cart = new TestCart(builder.Function("_start", EndlessLoop).Function(null, Call(tone, 1, 1, 1, 1)).StartsWithLast().Build());
        cart.OnTone = cart.Machine.RequestStop;
        Assert.Equal(CrashKind.TooSlow, cart.Boot().Machine.Crash!.Kind);
    }

    [Fact]
    public void AStopThatComesTooLateStopsNothing()
    {
        using var cart = new TestCart(new CartBuilder().Memory().Function("update", Bump8(0x2000)).Build());
        cart.Boot().Update();
        cart.Machine.RequestStop();
        cart.Update();
        Assert.Equal(CartState.Running, cart.Machine.State);
        Assert.Equal(2, cart.Memory[0x2000]);
    }

    /// <summary>Asks again and again, since an asking before the call begins does not count.</summary>
    private static async Task UpdateUntilStopped(TestCart cart)
    {
        cart.Boot();
        CartMachine machine = cart.Machine;
        Task update = Task.Run(() => cart.Update());
        while (!update.IsCompleted)
        {
            await Task.Delay(20);
            machine.RequestStop();
        }
        await update;
        Assert.Equal(CrashKind.TooSlow, machine.Crash!.Kind);
    }
}
