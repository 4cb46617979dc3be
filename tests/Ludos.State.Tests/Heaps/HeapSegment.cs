using Ludos.Platform.Memory;

namespace Ludos.State.Tests.Heaps;

internal static class HeapSegment
{
    internal const long DefaultBytes = 4 << 20;

    internal static SharedSegment Make(long bytes = DefaultBytes) => SharedSegment.Create("heap", bytes).Value;

    internal static List<(HeapHandle Handle, int Bytes)> List(HeapBlocks blocks)
    {
        var list = new List<(HeapHandle, int)>();
        foreach (var block in blocks)
        {
            list.Add(block);
        }

        return list;
    }
}
