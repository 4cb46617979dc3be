using Ludos.Projections.Wasm4.Cart;
using Xunit;

namespace Ludos.Projections.Wasm4.Tests.Cart;

/// <summary>Damaged cartridges: refused with a message, or run to some end; never an exception, never a hang.</summary>
public sealed class CartFuzzTests
{
    private const int Rounds = 120;
    private const int TicksEach = 3;

    [Fact]
    public void DamagedCartsAreRefusedOrCrashInsideTheirMachine()
    {
        byte[] whole = File.ReadAllBytes(OwnCarts.Path("brickwell"));
        uint seed = 4;
        int loaded = 0;
        CartMachine? running = null;
        using var watchdog = new Timer(_ => Volatile.Read(ref running)?.RequestStop(), null, 50, 50);
        for (int round = 0; round < Rounds; round++)
        {
            byte[] damaged = Damage(whole, ref seed);
            if (!CartProgram.Load(damaged, "damaged.wasm").TryGet(out CartProgram? program, out var fault))
            {
                Assert.StartsWith("damaged.wasm", fault.Message, StringComparison.Ordinal);
                continue;
            }
            loaded++;
            using var cart = new TestCart(program);
            Volatile.Write(ref running, cart.Machine);
            cart.Boot();
            for (int tick = 0; tick < TicksEach; tick++)
                cart.Update(new CartInput(seed, (short)seed, 80, 1));
            Volatile.Write(ref running, null);
        }
        Assert.InRange(loaded, 1, Rounds - 1);
    }

    private static byte[] Damage(byte[] whole, ref uint seed)
    {
        byte[] damaged = [.. whole];
        int changes = 1 + (int)(Next(ref seed) % 4);
        for (int i = 0; i < changes; i++)
            damaged[8 + Next(ref seed) % (damaged.Length - 8)] = (byte)Next(ref seed);
        return Next(ref seed) % 8 == 0 ? damaged[..(int)(Next(ref seed) % damaged.Length)] : damaged;
    }

    private static uint Next(ref uint seed)
    {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        return seed;
    }
}
