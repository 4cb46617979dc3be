using System.Collections.Immutable;
using System.Text;

namespace Ludos.State;

/// <summary>The payload of a description record: who the world is, and the schema of each of its regions.</summary>
internal static class DescriptionCodec
{
    public static byte[] Write(LogDescription description)
    {
        using var stream = new MemoryStream();
        var id = Encoding.UTF8.GetBytes(description.Id);
        var name = Encoding.UTF8.GetBytes(description.Name);
        Put(stream, new DescriptionHead
        {
            RegionCount = (uint)description.Regions.Length,
            AboutBytes = (uint)description.About.Length,
            IdBytes = (ushort)id.Length,
            NameBytes = (ushort)name.Length,
        });
        stream.Write(id);
        stream.Write(name);
        stream.Write(description.About.Span);
        foreach (var region in description.Regions)
        {
            WriteRegion(stream, region);
        }

        return stream.ToArray();
    }

    /// <param name="problem">What is wrong with the payload; null when nothing is.</param>
    public static LogDescription? Read(ReadOnlySpan<byte> payload, UInt128 worldId, out string? problem)
    {
        var reader = new PayloadReader(payload);
        var head = reader.Take<DescriptionHead>();
        if (head.AboutBytes > LogLimits.MaxAboutBytes)
        {
            reader.Refuse($"it says {head.AboutBytes} bytes about the world; at most {LogLimits.MaxAboutBytes} are read");
        }

        if (head.RegionCount is 0 or > LogLimits.MaxRegions)
        {
            reader.Refuse($"it has {head.RegionCount} regions, not 1 to {LogLimits.MaxRegions}");
        }

        var id = reader.Text(head.IdBytes, "id");
        var name = reader.Text(head.NameBytes, "name");
        var about = reader.Bytes(head.AboutBytes, "part about the world").ToArray();
        var regions = ImmutableArray.CreateBuilder<RegionSchema>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < head.RegionCount && reader.Problem is null; index++)
        {
            var region = ReadRegion(ref reader);
            if (reader.Problem is null && !names.Add(region.Name))
            {
                reader.Refuse($"it has two regions {region.Name}");
            }

            regions.Add(region);
        }

        problem = reader.End();
        return problem is null ? new LogDescription(worldId, id, name, about, regions.DrainToImmutable()) : null;
    }

    private static void WriteRegion(MemoryStream stream, RegionSchema region)
    {
        var name = Encoding.UTF8.GetBytes(region.Name);
        Put(stream, new RegionHead
        {
            Capacity = (uint)region.Capacity,
            StrideBytes = (uint)region.StrideBytes,
            Flags = region.IsVolatile ? LogFormat.VolatileRegion : 0,
            Slots = (ushort)region.Slots,
            FieldCount = (ushort)region.Fields.Length,
            NameBytes = (ushort)name.Length,
        });
        stream.Write(name);
        foreach (var field in region.Fields)
        {
            var fieldName = Encoding.UTF8.GetBytes(field.Name);
            Put(stream, new FieldHead { Count = (uint)field.Count, Id = field.Id, Type = (byte)field.Type, NameBytes = (byte)fieldName.Length });
            stream.Write(fieldName);
        }
    }

    private static RegionSchema ReadRegion(ref PayloadReader reader)
    {
        var head = reader.Take<RegionHead>();
        var name = reader.Text(head.NameBytes, "region name");
        var fields = ImmutableArray.CreateBuilder<FieldSchema>();
        for (var index = 0; index < Math.Min((int)head.FieldCount, SchemaLimits.MaxFields + 1) && reader.Problem is null; index++)
        {
            var field = reader.Take<FieldHead>();
            fields.Add(new FieldSchema(field.Id, reader.Text(field.NameBytes, "field name"), (FieldType)field.Type, (int)Math.Min(field.Count, int.MaxValue)));
        }

        var schema = new RegionSchema(name, fields.DrainToImmutable(), (int)Math.Min(head.Capacity, int.MaxValue), head.Slots, (head.Flags & LogFormat.VolatileRegion) != 0);
        if (reader.Problem is null && SchemaRules.Check(schema) is { } broken)
        {
            reader.Refuse($"a region is refused: {broken.Message.TrimEnd('.')}");
        }
        else if (reader.Problem is null && (head.Flags & ~LogFormat.VolatileRegion) != 0)
        {
            reader.Refuse($"region {name} has the unknown flags {head.Flags:X}");
        }
        else if (reader.Problem is null && head.StrideBytes != schema.StrideBytes)
        {
            reader.Refuse($"region {name} has a stride of {head.StrideBytes}; its fields make {schema.StrideBytes}");
        }

        return schema;
    }

    private static void Put<T>(MemoryStream stream, T head)
        where T : unmanaged => stream.Write(LogFormat.BytesOf(ref head));
}
