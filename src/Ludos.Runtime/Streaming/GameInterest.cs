using System.Runtime.InteropServices;
using Ludos.Distribution;
using Ludos.State;

namespace Ludos.Runtime;

/// <summary>Where in the game's world the player is, as game.json says: two number fields of a region's first element.</summary>
/// <param name="Region">The region's name.</param>
/// <param name="X">A field of it.</param>
/// <param name="Y">Another.</param>
public sealed record GameInterest(string Region, string X, string Y);

/// <summary>Reads that place with a pin, as any reader outside the tick does. One thread at a time.</summary>
internal sealed class InterestReader : IDisposable
{
    private readonly RegionReader _reader;
    private readonly (int OffsetBytes, FieldType Type) _x;
    private readonly (int OffsetBytes, FieldType Type) _y;

    private InterestReader(Region region, (int OffsetBytes, FieldType Type) x, (int OffsetBytes, FieldType Type) y)
    {
        _reader = region.OpenReader();
        (_x, _y) = (x, y);
    }

    /// <summary>Null where the arena has no such region or it no such fields.</summary>
    public static InterestReader? Open(Arena arena, GameInterest? interest) =>
        interest is not null && arena.TryFind(interest.Region, out var region) && FieldOf(region.Schema, interest.X) is { } x && FieldOf(region.Schema, interest.Y) is { } y
            ? new InterestReader(region, x, y)
            : null;

    /// <summary>Place and type of a number field; null where the schema has none of that name.</summary>
    public static (int OffsetBytes, FieldType Type)? FieldOf(RegionSchema schema, string name)
    {
        for (var index = 0; index < schema.Fields.Length; index++)
        {
            if (schema.Fields[index].Name == name && schema.Fields[index].Type is FieldType.F32 or FieldType.F64 or FieldType.I32)
            {
                return (schema.OffsetOf(index), schema.Fields[index].Type);
            }
        }

        return null;
    }

    /// <summary>False where the writer took the slot back while it was read: the next look is soon.</summary>
    public bool TryRead(out StreamPlace place)
    {
        var scope = _reader.Pin();
        place = new StreamPlace(Number(scope.Bytes, _x), Number(scope.Bytes, _y));
        return scope.Close() == ReadOutcome.Ok;
    }

    public void Dispose() => _reader.Dispose();

    private static double Number(ReadOnlySpan<byte> element, (int OffsetBytes, FieldType Type) field) => field.Type switch
    {
        FieldType.F32 => MemoryMarshal.Read<float>(element[field.OffsetBytes..]),
        FieldType.F64 => MemoryMarshal.Read<double>(element[field.OffsetBytes..]),
        _ => MemoryMarshal.Read<int>(element[field.OffsetBytes..]),
    };
}
