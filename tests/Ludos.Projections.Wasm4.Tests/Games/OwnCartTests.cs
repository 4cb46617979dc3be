using Ludos.Projections.Wasm4.Cart;
using Ludos.Projections.Wasm4.Sound;
using Ludos.Projections.Wasm4.Tests.Cart;
using Xunit;

namespace Ludos.Projections.Wasm4.Tests.Games;

/// <summary>The cartridges in games/, played by a script.</summary>
public sealed class OwnCartTests
{
    private const int Ticks = 600;

    [Theory]
    [InlineData("glowworm")]
    [InlineData("brickwell")]
    public void PlaysSixHundredTicksTheSameEveryTime(string name)
    {
        (string[] pictures, int tones) = Play(name);
        (string[] again, int tonesAgain) = Play(name);
        Assert.Equal(pictures, again);
        Assert.Equal(tones, tonesAgain);
        Assert.InRange(pictures.Distinct().Count(), Ticks / 4, Ticks);
        Assert.InRange(tones, 10, Ticks * 4);
    }

    [Theory]
    [InlineData("glowworm")]
    [InlineData("brickwell")]
    public void ATickAllocatesNothing(string name)
    {
        using var cart = new TestCart(File.ReadAllBytes(OwnCarts.Path(name)));
        cart.Boot();
        short[] stereo = new short[Synthesizer.ValuesPerFrame];
        for (int tick = 0; tick < 200; tick++)
            cart.Machine.Update(tick, InputAt(tick), stereo);
        cart.Tones.Clear();
        cart.Tones.EnsureCapacity(10_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int tick = 200; tick < 500; tick++)
            cart.Machine.Update(tick, InputAt(tick), stereo);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void TheBestFlightIsKeptOnTheDisk()
    {
        using var cart = new TestCart(File.ReadAllBytes(OwnCarts.Path("glowworm")));
        cart.Boot();
        for (int tick = 0; tick < Ticks && cart.Disk.Size == 0; tick++)
            cart.Update(InputAt(tick));
        Assert.Equal(8, cart.Disk.Size);
        Assert.InRange(BitConverter.ToInt32(cart.Disk.Content[4..]), 1, 10_000);
    }

    private static (string[] Pictures, int Tones) Play(string name)
    {
        using var cart = new TestCart(File.ReadAllBytes(OwnCarts.Path(name)));
        cart.Boot();
        string[] pictures = new string[Ticks];
        for (int tick = 0; tick < Ticks; tick++)
        {
            cart.Update(InputAt(tick));
            pictures[tick] = cart.PictureHash();
        }
        Assert.Equal(CartState.Running, cart.Machine.State);
        return (pictures, cart.Tones.Count);
    }

    /// <summary>Button 1 down for 14 ticks of every 30, left and right by turns.</summary>
    private static CartInput InputAt(long tick)
        => new((tick % 30 < 14 ? 1u : 0) | (tick / 40 % 2 == 0 ? 0x10u : 0x20u), CartMemory.MouseOffScreen, CartMemory.MouseOffScreen, 0);
}
