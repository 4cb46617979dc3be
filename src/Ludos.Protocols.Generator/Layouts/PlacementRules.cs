using System.Numerics;

namespace Ludos.Protocols.Generator;

/// <summary>What must hold of the placements of a map.</summary>
public static class PlacementRules
{
    private const int LargestFieldBytes = 8;

    /// <returns>What is wrong, naming the placements; null when nothing is.</returns>
    public static string? Judge(MemoryMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return map.Placements.Select(Alone).FirstOrDefault(wrong => wrong is not null) ?? Together(map);
    }

    private static string? Alone(MemoryPlacement placement)
    {
        var (name, stride) = (placement.Name, placement.Stride);
        return placement switch
        {
            { Name.Length: 0 } => "a placement has no name",
            { Count: 0 } => $"{name} is placed 0 times",
            { Align: var align } when !BitOperations.IsPow2(align) => $"{name} is aligned to {align}, which is no power of two",
            { Struct: not null, Align: < LargestFieldBytes } => $"{name} is aligned to {placement.Align} bytes, its fields may need {LargestFieldBytes}",
            _ when placement.Offset % placement.Align != 0 => $"{name} begins at {placement.Offset}, not on a boundary of {placement.Align}",
            _ when placement.Count > 1 && stride % placement.Align != 0 => $"{name} repeats every {stride} bytes, not a multiple of {placement.Align}",
            _ when placement.ElementBytes == 0 || placement.ElementBytes > stride => $"{name} has elements of {placement.ElementBytes} bytes every {stride}",
            _ => null,
        };
    }

    private static string? Together(MemoryMap map)
    {
        for (var later = 0; later < map.Placements.Length; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                var (first, second) = (map.Placements[earlier], map.Placements[later]);
                if (first.Name == second.Name)
                {
                    return $"two placements are named {first.Name}";
                }

                if (Overlap(first, second) is { } at)
                {
                    return $"{first.Name} and {second.Name} both have byte {at}";
                }
            }
        }

        return null;
    }

    /// <summary>The first byte that both have, elements of arrays taken one by one, since one array may lie in the gaps of another; null for none.</summary>
    private static ulong? Overlap(MemoryPlacement first, MemoryPlacement second)
    {
        if (first.End <= second.Offset || second.End <= first.Offset)
        {
            return null;
        }

        var (a, b) = (0u, 0u);
        while (a < first.Count && b < second.Count)
        {
            var (startA, startB) = (first.Offset + ((ulong)first.Stride * a), second.Offset + ((ulong)second.Stride * b));
            if (startA + first.ElementBytes <= startB)
            {
                a++;
            }
            else if (startB + second.ElementBytes <= startA)
            {
                b++;
            }
            else
            {
                return Math.Max(startA, startB);
            }
        }

        return null;
    }
}
