using System.Globalization;
using Ludos.State;

namespace Ludos.State.TestHost;

/// <summary>Adds one-slot regions r0, r1, ... of the sizes given, prints what became of each, then the names of those that are.</summary>
internal static class Adder
{
    internal static int Run(string[] sizes)
    {
        using var arena = Arena.Create(ArenaOptions.Default with { MaxRegions = 4 }).Value;
        for (var index = 0; index < sizes.Length; index++)
        {
            var schema = new RegionSchema($"r{index}", [new FieldSchema(1, "byte", FieldType.U8)], int.Parse(sizes[index], CultureInfo.InvariantCulture), 1, IsVolatile: false);
            var added = arena.Add(schema);
            Console.WriteLine(added.IsOk ? $"added {added.Value.Name}" : $"{added.Fault.Code}: {added.Fault.Message}");
        }

        Console.WriteLine($"regions: {string.Join(' ', arena.Regions.Select(region => region.Name))}");
        return 0;
    }
}
