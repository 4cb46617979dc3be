using Ludos.State;

namespace Ludos.State.Tests;

internal static class Schemas
{
    internal static RegionSchema Bytes(string name, int sizeBytes, int slots) =>
        new(name, [new FieldSchema(1, "byte", FieldType.U8)], sizeBytes, slots, IsVolatile: false);

    internal static RegionSchema Words(string name, int count, int slots) =>
        new(name, [new FieldSchema(1, "word", FieldType.U64)], count, slots, IsVolatile: false);

    internal static ulong PublishPattern(RegionWriter writer)
    {
        using var scope = writer.Begin(WriteMode.Replace);
        FillPattern(scope.Bytes, writer.Region.Epoch + 1);
        return scope.Publish();
    }

    /// <summary>What the other process checks: content that depends on the epoch in every word.</summary>
    internal static void FillPattern(Span<byte> bytes, ulong epoch)
    {
        var words = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ulong>(bytes);
        for (var index = 0; index < words.Length; index++)
        {
            words[index] = (epoch * 0x9E37_79B9_7F4A_7C15) ^ (uint)index;
        }
    }

    internal static bool HoldsPattern(ReadOnlySpan<byte> bytes, ulong epoch)
    {
        var expected = new byte[bytes.Length];
        FillPattern(expected, epoch);
        return bytes.SequenceEqual(expected);
    }

    internal static Arena NewArena(int maxRegions = 16) => Arena.Create(ArenaOptions.Default with { MaxRegions = maxRegions }).Value;
}
