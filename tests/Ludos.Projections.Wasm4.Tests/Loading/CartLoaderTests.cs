using Ludos.Modules;
using Ludos.Projections.Wasm4.Disk;
using Ludos.Projections.Wasm4.Loading;
using Ludos.Projections.Wasm4.Tests.Cart;
using Ludos.State;
using Xunit;
using static Ludos.Projections.Wasm4.Tests.Cart.CartBuilder;

namespace Ludos.Projections.Wasm4.Tests.Loading;

public sealed class CartLoaderTests
{
    [Theory]
    [InlineData("/somewhere/Wasm4 RPG!.wasm", "wasm4-rpg")]
    [InlineData("2048.wasm", "cart-2048")]
    [InlineData("----.wasm", "cart")]
    [InlineData("plain.wasm", "plain")]
    public void ABareCartIsNamedAfterItsFile(string file, string id)
    {
        ModulePackage package = new CartLoader(new()).Open(CartWorld.Verify(new CartBuilder().Memory().Function("update").Build(), file)).Value;
        Assert.Equal(id, package.Manifest.Id);
        Assert.Equal(ModuleKind.Wasm4, package.Manifest.Kind);
    }

    [Fact]
    public void MemoryRegionLooksLikeTheConsole()
    {
        Assert.Equal(CartMemory.SizeBytes, CartRegions.Memory.SizeBytes);
        Assert.Equal(CartMemory.Palette, CartRegions.Memory.OffsetOf(1));
        Assert.Equal(CartMemory.DrawColors, CartRegions.Memory.OffsetOf(2));
        Assert.Equal(CartMemory.MouseX, CartRegions.Memory.OffsetOf(4));
        Assert.Equal(CartMemory.SystemFlags, CartRegions.Memory.OffsetOf(7));
        Assert.Equal(CartMemory.Framebuffer, CartRegions.Memory.OffsetOf(10));
        Assert.Equal(CartDisk.RegionBytes, CartRegions.Disk.SizeBytes);
        Assert.Equal(2940, CartRegions.Audio.SizeBytes);
    }

    [Fact]
    public void ACartLivesInItsRegions()
    {
        IPreparedModule cart = Prepare(new CartBuilder { HasGlobal = true }.Memory()
            .Function("start", Store8(0x2000, 40))
            .Function("update", [.. Bump8(0x2000), .. Copy8(0x2001, CartMemory.Gamepads)]));
        using var world = new CartWorld(cart);
        using IModuleInstance instance = cart.Instantiate(world).Value;
        IUnit unit = instance.Units[0];
        Assert.Equal(0, world.Region("memory").Front[0x2000]);
        Assert.True(unit.Start().IsOk);
        world.Press(0x21);
        ulong epoch = world.Region("memory").Epoch;
        ulong diskEpoch = world.Region("disk").Epoch;
        UnitOutcome outcome = unit.Run(0);
        Assert.True(outcome.IsOk);
        Assert.InRange(outcome.FuelUsed, 1, 1000);
        Assert.Equal(new byte[] { 41, 0x21 }, world.Region("memory").Front.Slice(0x2000, 2).ToArray());
        Assert.Equal(epoch + 1, world.Region("memory").Epoch);
        Assert.Equal(diskEpoch, world.Region("disk").Epoch);
        Assert.Equal(7, world.Region("globals").Front[0]);
    }

    [Fact]
    public void ACrashIsPublishedAndReportedAndARestartMendsIt()
    {
        IPreparedModule cart = Prepare(new CartBuilder().Memory().Function("update", [.. Bump8(0x2000), 0x00]));
        using var world = new CartWorld(cart);
        using IModuleInstance instance = cart.Instantiate(world).Value;
        IUnit unit = instance.Units[0];
        unit.Start();
        UnitOutcome outcome = unit.Run(0);
        Assert.Equal(UnitFault.Trap, outcome.Fault);
        Assert.Contains("update", outcome.Detail, StringComparison.Ordinal);
        Assert.Equal(1, world.Region("memory").Front[0x2000]);
        Assert.Equal(0xEE, world.Region("memory").Front[CartMemory.Palette]);
        Assert.Equal(UnitFault.Trap, unit.Run(1).Fault);
        Assert.Equal(1, world.Region("memory").Front[0x2000]);
        Assert.True(unit.Start().IsOk);
        Assert.Equal(0, world.Region("memory").Front[0x2000]);
    }

    [Fact]
    public void ARestartFindsItsDiskAgain()
    {
        var disks = new SessionDiskStore();
        CartBuilder builder = new CartBuilder().Memory()
            .Import("diskw", [I32, I32], [I32], out byte diskw)
            .Import("diskr", [I32, I32], [I32], out byte diskr);
        IPreparedModule cart = Prepare(builder.Function("start", [.. Call(diskr, 0x2000, 1), 0x1A]).Function("update", [.. Bump8(0x2000), .. Call(diskw, 0x2000, 1), 0x1A]), disks);
        for (byte run = 1; run <= 3; run++)
        {
            using var world = new CartWorld(cart);
            using IModuleInstance instance = cart.Instantiate(world).Value;
            Assert.True(instance.Units[0].Start().IsOk);
            Assert.True(instance.Units[0].Run(0).IsOk);
            Assert.Equal(run, world.Region("memory").Front[0x2000]);
            Assert.Equal(new byte[] { 1, 0, 0, 0, run }, world.Region("disk").Front[..5].ToArray());
        }
    }

    [Fact]
    public void ASecondInstanceTakesOverBetweenTwoTicks()
    {
        IPreparedModule before = Prepare(new CartBuilder().Memory().Function("start", Store8(0x2000, 40)).Function("update", Bump8(0x2000)));
        IPreparedModule after = Prepare(new CartBuilder().Memory().Function("start", Store8(0x2000, 0)).Function("update", [.. Bump8(0x2000), .. Bump8(0x2000)]));
        Assert.Empty(SwapCheck.Differences(before, after));
        using var world = new CartWorld(before);
        using IModuleInstance first = before.Instantiate(world).Value;
        first.Units[0].Start();
        first.Units[0].Run(0);
        using IModuleInstance second = after.Instantiate(world).Value;
        Assert.Equal(41, world.Region("memory").Front[0x2000]);
        second.Activate(first);
        Assert.True(second.Units[0].Run(1).IsOk);
        Assert.Equal(43, world.Region("memory").Front[0x2000]);
        Assert.True(first.Units[0].Run(2).IsOk);
        Assert.Equal(44, world.Region("memory").Front[0x2000]);
    }

    [Fact]
    public void ATickOfTheUnitAllocatesNothing()
    {
        IPreparedModule cart = Prepare(File.ReadAllBytes(OwnCarts.Path("brickwell")), new SessionDiskStore());
        using var world = new CartWorld(cart);
        using IModuleInstance instance = cart.Instantiate(world).Value;
        IUnit unit = instance.Units[0];
        unit.Start();
        for (int tick = 0; tick < 60; tick++)
            unit.Run(tick);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int tick = 60; tick < 160; tick++)
            unit.Run(tick);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void AnUnknownImportIsRefused()
    {
        var loader = new CartLoader(new());
        ModulePackage package = loader.Open(CartWorld.Verify(new CartBuilder().Memory().Import("nope", [], [], out _).Function("update").Build(), "x.wasm")).Value;
        Assert.Equal(ModuleErrorCode.ImportRefused, loader.Prepare(package, new PrepareOptions()).Fault!.Code);
    }

    private static IPreparedModule Prepare(CartBuilder builder, IDiskStore? disks = null) => Prepare(builder.Build(), disks ?? new SessionDiskStore());

    private static IPreparedModule Prepare(byte[] wasm, IDiskStore disks)
    {
        var loader = new CartLoader(new CartLoaderOptions { Disks = disks });
        return loader.Prepare(loader.Open(CartWorld.Verify(wasm, "test.wasm")).Value, new PrepareOptions { CompileNow = false }).Value;
    }
}
