using Ludos.Platform.Memory;
using Ludos.State.Tests.Layout;
using Xunit;

namespace Ludos.State.Tests.Heaps;

/// <summary>Damaged records: whoever reads or rebuilds the heap stays inside its segment, and a rebuilt heap gives no byte out twice.</summary>
public sealed class HeapFuzzTests
{
    private const int HeapBytes = 1 << 20;
    private const int Rounds = 300;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Damage_is_survived_and_told(int seed)
    {
        var chance = new Mutations((ulong)seed * 7919);
        using var room = new GuardedRoom(HeapBytes);
        var told = 0;
        for (var round = 0; round < Rounds; round++)
        {
            told += Round(room, chance) ? 1 : 0;
        }

        Assert.True(told > 0);
    }

    /// <summary>Returns whether the damage was told.</summary>
    private static unsafe bool Round(GuardedRoom room, Mutations chance)
    {
        new Span<byte>(room.Base, HeapBytes).Clear();
        var core = new HeapCore(HeapMemory.Format(room.Base, HeapBytes, origin: 0).Value);
        core.Extend(core.Memory.Granules);
        var handles = new List<HeapHandle>();
        for (var index = 0; index < 40; index++)
        {
            if (core.Allocate(HeapTrace.SizeOf(chance) >> chance.Below(6) | 1, out var handle) is null)
            {
                handles.Add(handle);
            }
        }

        Damage(room, core.Memory, chance);
        var told = !Use(core, handles, chance);
        if (!HeapMemory.Open(room.Base, HeapBytes, origin: 0).TryGet(out var memory, out _))
        {
            return true;
        }

        var heir = new HeapCore(memory);
        var recovery = heir.Rebuild();
        _ = Use(heir, handles, chance);
        _ = new HeapCore(memory).Rebuild();
        AssertDisjoint(memory);
        return told || recovery.MendedRecords > 0;
    }

    private static unsafe void Damage(GuardedRoom room, HeapMemory memory, Mutations chance)
    {
        // The head without its magic, the granules' records, or a slab's records.
        var records = HeapLayout.HeadBytes + ((int)memory.Granules * sizeof(GranuleRecord));
        var area = (int)memory.AreaOffset;
        var span = chance.Below(3) switch
        {
            0 => new Span<byte>(room.Base + 8, 440),
            1 => new Span<byte>(room.Base + HeapLayout.HeadBytes, records - HeapLayout.HeadBytes),
            _ => new Span<byte>(room.Base + area + (chance.Below(12) * HeapLayout.SlabBytes), 1024),
        };
        chance.Damage(span);
    }

    /// <summary>False when an operation told damage.</summary>
    private static bool Use(HeapCore core, List<HeapHandle> handles, Mutations chance)
    {
        var isSound = true;
        for (var step = 0; step < 100; step++)
        {
            var error = step % 2 == 0
                ? core.Allocate(HeapTrace.SizeOf(chance) >> chance.Below(6) | 1, out var handle) is { } refused ? refused : Touch(core, handle)
                : core.Free(handles[chance.Below(handles.Count)]);
            isSound &= error is not HeapErrorCode.Corrupt;
        }

        return isSound;
    }

    private static HeapErrorCode? Touch(HeapCore core, HeapHandle handle)
    {
        var error = core.Resolve(handle, out var span);
        if (error is null)
        {
            span[0] = 1;
            span[^1] = 1;
        }

        return error;
    }

    private static void AssertDisjoint(HeapMemory memory)
    {
        var end = 0UL;
        foreach (var (handle, bytes) in new HeapBlocks(memory))
        {
            Assert.True(handle.Offset >= end);
            end = handle.Offset + (ulong)bytes;
            Assert.True(end <= HeapBytes);
        }
    }

    /// <summary>Memory between two pages that nobody may touch.</summary>
    private sealed unsafe class GuardedRoom : IDisposable
    {
        private const int GuardBytes = 1 << 20;

        private readonly PageReservation _reservation;

        internal GuardedRoom(int bytes)
        {
            Assert.True(PageReservation.TryReserve((ulong)(bytes + (2 * GuardBytes)), out var reservation));
            _reservation = reservation!;
            Assert.True(_reservation.TryCommit(GuardBytes, (ulong)bytes));
        }

        internal byte* Base => _reservation.Base + GuardBytes;

        public void Dispose() => _reservation.Dispose();
    }
}
