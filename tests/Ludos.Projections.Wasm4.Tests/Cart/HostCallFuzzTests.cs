using Ludos.Projections.Wasm4.Cart;
using Ludos.Projections.Wasm4.Drawing;
using Ludos.Projections.Wasm4.Disk;
using Ludos.Projections.Wasm4.Sound;
using Ludos.Wasm;
using System.Runtime.InteropServices;
using Xunit;

namespace Ludos.Projections.Wasm4.Tests.Cart;

/// <summary>Any arguments at all: a call returns or refuses, and never touches a byte outside the cart's memory.</summary>
public sealed unsafe class HostCallFuzzTests
{
    private const int Calls = 40_000;
    private const int GuardBytes = 4096;
    private const byte Guard = 0xC5;

    [Theory]
    [InlineData(1u)]
    [InlineData(20261121u)]
    public void NothingOutsideMemoryIsTouched(uint seed)
    {
        nuint size = CartMemory.SizeBytes + 2 * GuardBytes;
        byte* block = (byte*)NativeMemory.AlignedAlloc(size, 4096);
        byte* memory = block + GuardBytes;
        new Span<byte>(block, (int)size).Fill(Guard);
        var disk = new CartDisk();
        var sound = new SynthesizerState();
        var stop = new StopSignal();
        stop.Raise();
        var calls = new HostCalls(new CartBlocks { Memory = memory, Globals = null, GlobalsBytes = 0, Disk = &disk, Sound = &sound }, new CartHost(), stop);
        Delegate[] functions = [.. HostFunctions.ByName.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value(calls))];
        try
        {
            int refused = 0;
            for (int i = 0; i < Calls; i++)
            {
                if (i % 64 == 0)
                    Scribble(new Span<byte>(memory, CartMemory.SizeBytes), ref seed);
                Delegate function = functions[Next(ref seed) % functions.Length];
                object[] arguments = new object[function.Method.GetParameters().Length];
                for (int a = 0; a < arguments.Length; a++)
                    arguments[a] = Argument(ref seed);
                refused += IsRefused(function, arguments) ? 1 : 0;
            }
            Assert.InRange(refused, 1, Calls - 1);
            Assert.Equal(-1, new Span<byte>(block, GuardBytes).IndexOfAnyExcept(Guard));
            Assert.Equal(-1, new Span<byte>(memory + CartMemory.SizeBytes, GuardBytes).IndexOfAnyExcept(Guard));
            Assert.InRange(disk.Size, 0, CartDisk.CapacityBytes);
        }
        finally
        {
            NativeMemory.AlignedFree(block);
        }
    }

    private static bool IsRefused(Delegate function, object[] arguments)
    {
        try
        {
            _ = function.DynamicInvoke(arguments);
            return false;
        }
        catch (System.Reflection.TargetInvocationException thrown) when (thrown.InnerException is HostTrapException)
        {
            return true;
        }
    }

    private static void Scribble(Span<byte> memory, ref uint seed)
    {
        foreach (ref byte value in memory)
            value = (byte)Next(ref seed);
    }

    private static int Argument(ref uint seed)
    {
        int raw = (int)Next(ref seed);
        return (Next(ref seed) % 8) switch
        {
            0 => raw,
            1 => raw % 70000,
            2 => CartMemory.SizeBytes - raw % 20,
            3 => raw % 2 == 0 ? int.MinValue : int.MaxValue,
            _ => raw % 300,
        };
    }

    private static uint Next(ref uint seed)
    {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        return seed;
    }
}
