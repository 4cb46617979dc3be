using Ludos.State;

namespace Ludos.State.Tests;

internal static class Schemas
{
    internal static RegionSchema Bytes(string name, int sizeBytes, int slots) =>
        new(name, [new FieldSchema(1, "byte", FieldType.U8)], sizeBytes, slots, IsVolatile: false);

    internal static Arena NewArena(int maxRegions = 16) => Arena.Create(ArenaOptions.Default with { MaxRegions = maxRegions }).Value;
}
