using System.Collections.Immutable;
using Ludos.Base;

namespace Ludos.Protocols.Generator;

/// <summary>Finds what a schema says about shared memory, and judges it: a layout that contradicts itself is never generated.</summary>
public static class LayoutReader
{
    /// <summary>The annotation `memory` of protocols/system/v1/arena.capnp.</summary>
    public const ulong MemoryAnnotation = 0x90f37349a6663db9;

    /// <summary>The annotation `map` of protocols/system/v1/arena.capnp.</summary>
    public const ulong MapAnnotation = 0xd9292d4a8c498297;

    private const string AnyBytes = "bytes";

    /// <summary>One entry for every file that was asked for and has a $memory struct.</summary>
    public static Result<ImmutableArray<LayoutFile>, GeneratorErrorCode> Read(Schema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var files = ImmutableArray.CreateBuilder<LayoutFile>();
        foreach (var (id, path) in schema.Files)
        {
            if (!ReadFile(schema, id, path).TryGet(out var file, out var fault))
            {
                return fault;
            }

            if (!file.Structs.IsEmpty)
            {
                files.Add(file);
            }
        }

        return Twice(files) is { } name
            ? new Fault<GeneratorErrorCode>(GeneratorErrorCode.NameTaken, $"{name} is declared twice; C and TypeScript have one space of names for all schemas.", "Rename one.")
            : files.ToImmutable();
    }

    /// <summary>A name that two declarations of layouts have; null for none.</summary>
    private static string? Twice(IEnumerable<LayoutFile> files) =>
        files.SelectMany(file => file.Structs.Select(memory => memory.Name)
                .Concat(file.Enums.Select(node => node.Name))
                .Concat(file.Numbers.Select(node => node.Name))
                .Concat(file.Maps.Select(map => map.Name)))
            .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(group => group.Count() > 1)?.Key;

    private static Result<LayoutFile, GeneratorErrorCode> ReadFile(Schema schema, ulong id, string path)
    {
        var nodes = schema.In(id).ToList();
        var structs = ImmutableArray.CreateBuilder<MemoryStruct>();
        foreach (var node in nodes.OfType<StructNode>().Where(node => node.Annotation(MemoryAnnotation) is not null))
        {
            if (!ReadStruct(schema, node).TryGet(out var memory, out var fault))
            {
                return fault;
            }

            structs.Add(memory);
        }

        var maps = ImmutableArray.CreateBuilder<MemoryMap>();
        foreach (var node in nodes.OfType<ConstNode>().Where(node => node.Annotation(MapAnnotation) is not null))
        {
            if (!ReadMap(node, structs).TryGet(out var map, out var fault))
            {
                return fault;
            }

            maps.Add(map);
        }

        var numbers = nodes.OfType<ConstNode>().Where(node => node.Type.Kind is >= TypeKind.Int8 and <= TypeKind.UInt64);
        return new LayoutFile(path, [.. numbers], [.. nodes.OfType<EnumNode>()], structs.ToImmutable(), maps.ToImmutable());
    }

    private static Result<MemoryStruct, GeneratorErrorCode> ReadStruct(Schema schema, StructNode node)
    {
        if (node.Pointers > 0 || node.Tags > 0)
        {
            return Bad(node, "holds pointers or a union");
        }

        var fields = ImmutableArray.CreateBuilder<MemoryField>();
        foreach (var field in node.Fields)
        {
            if (field.Type is null || field.Type.Kind is TypeKind.Void or TypeKind.Bool)
            {
                return Bad(node, $"holds {field.Name}, which is no number or enum");
            }

            if (!field.Default.IsZero)
            {
                return Bad(node, $"gives {field.Name} a default, which would be XORed into its bytes");
            }

            var enumName = field.Type.Kind == TypeKind.Enum ? schema.Node(field.Type.TypeId).Name : null;
            fields.Add(new MemoryField(field.Name, field.Doc, field.Offset * field.Type.Bits / 8, field.Type.Kind, enumName));
        }

        return new MemoryStruct(node.Name, node.Doc, node.DataWords * MessageLimits.WordBytes, [.. fields.OrderBy(field => field.Offset)]);
    }

    private static Result<MemoryMap, GeneratorErrorCode> ReadMap(ConstNode node, IReadOnlyList<MemoryStruct> structs)
    {
        if (node.Value is not ListValue list)
        {
            return new Fault<GeneratorErrorCode>(GeneratorErrorCode.BadMap, $"{node.Path} is no list of placements.");
        }

        var placements = ImmutableArray.CreateBuilder<MemoryPlacement>();
        foreach (var value in list.Elements.OfType<StructValue>())
        {
            var (name, type) = (value.Text("name"), value.Text("type"));
            var placed = structs.FirstOrDefault(memory => memory.Name == type);
            if (placed is null && type != AnyBytes)
            {
                return new Fault<GeneratorErrorCode>(GeneratorErrorCode.BadMap, $"{node.Path} places {name} as {type}, which is no $memory struct of its file.", "Name one, or \"bytes\".");
            }

            var (stride, bytes) = ((uint)value.Number("stride"), (uint)value.Number("bytes"));
            var size = placed is not null ? (uint)placed.Bytes : bytes == 0 ? stride : bytes;
            placements.Add(new MemoryPlacement(name, placed, (uint)value.Number("offset"), stride, (uint)value.Number("count"), (uint)value.Number("align"), size));
        }

        var map = new MemoryMap(node.Name, node.Doc, node.Annotation(MapAnnotation)!.Text, placements.ToImmutable());
        return PlacementRules.Judge(map) is { } broken ? new Fault<GeneratorErrorCode>(GeneratorErrorCode.BadMap, $"{node.Path}: {broken}") : map;
    }

    private static Fault<GeneratorErrorCode> Bad(StructNode node, string why) =>
        new(GeneratorErrorCode.BadMemoryStruct, $"{node.Path} is marked $memory and {why}.", "Numbers and enums only lie in shared memory.");
}
