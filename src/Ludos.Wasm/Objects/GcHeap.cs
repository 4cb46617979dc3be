using Ludos.Wasm.Execution;

namespace Ludos.Wasm.Objects;

/// <summary>
/// What keeps a module from filling the process with objects. An array is at most <see cref="MaxArrayBytes"/>; and each instance looks, whenever it has
/// made another <see cref="LookEveryBytes"/> of objects, whether the process's managed heap is within the instance's bound, and traps when even
/// a collection does not bring it there.
/// </summary>
internal static class GcHeap
{
    public const int MaxArrayBytes = 256 * 1024 * 1024;

    public const long LookEveryBytes = 16 * 1024 * 1024;

    // Of what the process may use at all.
    private const int DefaultShare = 2;

    /// <summary>The bound of an instance that was given none.</summary>
    public static long DefaultMaxBytes { get; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / DefaultShare;

    public static int MaxLength(GcFieldType element) => MaxArrayBytes / ElementBytes(element);

    public static int ElementBytes(GcFieldType element) => element.DataBytes == 0 ? nint.Size : element.DataBytes;

    /// <summary>Called before <paramref name="bytes"/> of objects are made; traps when there is no room for them.</summary>
    public static void Allocate(InstanceState state, long bytes, int function)
    {
        state.HeapBytes += bytes;
        if (state.HeapBytes >= LookEveryBytes)
        {
            Look(state, bytes, function);
        }
    }

    /// <summary>Compiled code calls it once <see cref="InstanceState.HeapBytes"/> has come to <see cref="LookEveryBytes"/>.</summary>
    public static void LookNow(InstanceState state, int function) => Look(state, 0, function);

    private static void Look(InstanceState state, long bytes, int function)
    {
        state.HeapBytes = 0;
        if (IsWithin(state, bytes))
        {
            return;
        }

#pragma warning disable RS0030 // The alternative is that the process dies; a module that stays within its bound never comes here.
        GC.Collect();
#pragma warning restore RS0030
        if (!IsWithin(state, bytes))
        {
            throw Traps.Make(state, function, TrapKind.OutOfHeap);
        }
    }

    private static bool IsWithin(InstanceState state, long bytes) => GC.GetTotalMemory(false) + bytes <= state.MaxHeapBytes;
}
