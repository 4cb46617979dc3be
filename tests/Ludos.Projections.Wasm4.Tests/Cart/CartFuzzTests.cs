using Ludos.Base;
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
        using var runner = new Runner();
        for (int round = 0; round < Rounds; round++)
            loaded += runner.Run(Damage(whole, ref seed)) ? 1 : 0;
        Assert.InRange(loaded, 1, Rounds - 1);
    }

    /// <summary>Carts that once were, or could be, trouble. Add a file for every failure found.</summary>
    [Fact]
    public void EveryCartOfTheCorpusComesToAnEnd()
    {
        string[] corpus = Directory.GetFiles(OwnCarts.CorpusFolder(), "*.wasm");
        Assert.NotEmpty(corpus);
        using var runner = new Runner();
        foreach (string path in corpus)
            runner.Run(File.ReadAllBytes(path));
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

    private sealed class Runner : IDisposable
    {
        private readonly Timer _watchdog;
        private CartMachine? _running;

        public Runner() => _watchdog = new Timer(_ => Volatile.Read(ref _running)?.RequestStop(), null, 50, 50);

        public bool Run(byte[] wasm)
        {
            if (!CartProgram.Load(wasm, "damaged.wasm").TryGet(out CartProgram? program, out Fault<CartErrorCode>? fault))
            {
                Assert.StartsWith("damaged.wasm", fault.Message, StringComparison.Ordinal);
                return false;
            }
            using var cart = new TestCart(program);
            Volatile.Write(ref _running, cart.Machine);
            cart.Boot();
            for (int tick = 0; tick < TicksEach; tick++)
                cart.Update(new CartInput((uint)tick * 0x2123, (short)(tick * 40), 80, 1));
            Volatile.Write(ref _running, null);
            return true;
        }

        public void Dispose() => _watchdog.Dispose();
    }
}
