using System.Buffers.Binary;

namespace Ludos.Wasm.Wasi.Calls;

/// <summary>The layout of filestat, and the flags of the calls that set times.</summary>
internal static class StatWriter
{
    public const int Bytes = 64;

    private const int TypeAt = 16;
    private const int Accessed = 1;
    private const int AccessedNow = 2;
    private const int Modified = 4;
    private const int ModifiedNow = 8;
    private const int AllTimeFlags = Accessed | AccessedNow | Modified | ModifiedNow;

    public static void Write(Span<byte> room, in WasiFileStat stat)
    {
        room.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(room, stat.Device);
        BinaryPrimitives.WriteUInt64LittleEndian(room[8..], stat.Inode);
        room[TypeAt] = (byte)stat.Type;
        BinaryPrimitives.WriteUInt64LittleEndian(room[24..], stat.Links);
        BinaryPrimitives.WriteUInt64LittleEndian(room[32..], stat.SizeBytes);
        BinaryPrimitives.WriteUInt64LittleEndian(room[40..], stat.AccessedNs);
        BinaryPrimitives.WriteUInt64LittleEndian(room[48..], stat.ModifiedNs);
        BinaryPrimitives.WriteUInt64LittleEndian(room[56..], stat.ChangedNs);
    }

    /// <summary>Inval for unknown flags, and for one time that is asked to be both now and another.</summary>
    public static WasiErrno Times(long accessedNs, long modifiedNs, int flags, out WasiTime accessed, out WasiTime modified)
    {
        accessed = Time(accessedNs, flags, Accessed, AccessedNow);
        modified = Time(modifiedNs, flags, Modified, ModifiedNow);
        var isUnclear = (flags & (Accessed | AccessedNow)) == (Accessed | AccessedNow) || (flags & (Modified | ModifiedNow)) == (Modified | ModifiedNow);
        return isUnclear || (flags & ~AllTimeFlags) != 0 ? WasiErrno.Inval : WasiErrno.Success;
    }

    private static WasiTime Time(long atNs, int flags, int at, int now) =>
        (flags & now) != 0 ? new WasiTime(WasiTimeWay.Now) : (flags & at) != 0 ? new WasiTime(WasiTimeWay.At, (ulong)atNs) : new WasiTime(WasiTimeWay.Keep);
}
