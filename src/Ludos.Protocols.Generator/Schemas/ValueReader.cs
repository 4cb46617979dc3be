using System.Collections.Immutable;
using System.Text;

namespace Ludos.Protocols.Generator;

/// <summary>Reads a value that a schema writes down, by its type.</summary>
internal static class ValueReader
{
    /// <param name="value">The request's union of values.</param>
    public static SchemaValue Read(StructReader value, SchemaType type, IReadOnlyDictionary<ulong, StructNode> shapes) => type.Kind switch
    {
        TypeKind.Bool => new NumberValue(value.Bit(16) ? 1u : 0u),
        TypeKind.Int8 or TypeKind.UInt8 => new NumberValue(value.Number<byte>(2)),
        TypeKind.Int16 or TypeKind.UInt16 or TypeKind.Enum => new NumberValue(value.Number<ushort>(2)),
        TypeKind.Int32 or TypeKind.UInt32 or TypeKind.Float32 => new NumberValue(value.Number<uint>(4)),
        TypeKind.Int64 or TypeKind.UInt64 or TypeKind.Float64 => new NumberValue(value.Number<ulong>(8)),
        TypeKind.List or TypeKind.Struct when !value.IsNull(0) => Pointer(value, 0, type, shapes) with { Message = [.. MessageBuilder.CopyOf(value, 0)] },
        _ => Pointer(value, 0, type, shapes),
    };

    private static SchemaValue Pointer(StructReader holder, int pointer, SchemaType type, IReadOnlyDictionary<ulong, StructNode> shapes) => type.Kind switch
    {
        TypeKind.Text => new TextValue(holder.Text(pointer)),
        TypeKind.Data => new DataValue([.. holder.Bytes(pointer)]),
        TypeKind.List => List(holder.AnyList(pointer), type.Element!, shapes),
        TypeKind.Struct when !holder.IsNull(pointer) => Struct(holder.Struct(pointer), shapes[type.TypeId], shapes),
        TypeKind.Struct => new StructValue(ImmutableDictionary<string, SchemaValue>.Empty),
        _ => SchemaValue.None,
    };

    private static ListValue List(ListReader list, SchemaType element, IReadOnlyDictionary<ulong, StructNode> shapes)
    {
        var all = ImmutableArray.CreateBuilder<SchemaValue>(list.Count);
        for (var index = 0; index < list.Count; index++)
        {
            all.Add(element.Kind switch
            {
                TypeKind.Bool => new NumberValue(list.Bit(index) ? 1u : 0u),
                TypeKind.Text => new TextValue(Encoding.UTF8.GetString(list.Text(index))),
                TypeKind.Data => new DataValue([.. list.Data(index)]),
                TypeKind.List => List(list.AnyList(index), element.Element!, shapes),
                TypeKind.Struct => Struct(list.Struct(index), shapes[element.TypeId], shapes),
                _ => new NumberValue(Number(list, index, element.Bits)),
            });
        }

        return new ListValue(all.MoveToImmutable());
    }

    private static ulong Number(ListReader list, int index, int bits) => bits switch
    {
        8 => list.Number<byte>(index),
        16 => list.Number<ushort>(index),
        32 => list.Number<uint>(index),
        64 => list.Number<ulong>(index),
        _ => 0,
    };

    private static StructValue Struct(StructReader reader, StructNode shape, IReadOnlyDictionary<ulong, StructNode> shapes)
    {
        var fields = ImmutableDictionary.CreateBuilder<string, SchemaValue>();
        foreach (var field in shape.Fields)
        {
            if (!IsActive(reader, shape, field))
            {
                continue;
            }

            fields[field.Name] = field.Type switch
            {
                null => Struct(reader, shapes[field.GroupId], shapes),
                { IsPointer: true } pointer => Pointer(reader, field.Offset, pointer, shapes),
                { Kind: TypeKind.Bool } => new NumberValue((reader.Bit(field.Offset) ? 1u : 0u) ^ Bits(field.Default)),
                var type => new NumberValue(Number(reader, field.Offset, type.Bits) ^ Bits(field.Default)),
            };
        }

        return new StructValue(fields.ToImmutable());
    }

    private static ulong Bits(SchemaValue value) => value is NumberValue number ? number.Bits : 0;

    private static bool IsActive(StructReader reader, StructNode shape, SchemaField field) =>
        field.Tag == SchemaField.NoTag || reader.Number<ushort>(shape.TagOffset * 2) == field.Tag;

    private static ulong Number(StructReader reader, int offset, int bits) => bits switch
    {
        8 => reader.Number<byte>(offset),
        16 => reader.Number<ushort>(offset * 2),
        32 => reader.Number<uint>(offset * 4),
        64 => reader.Number<ulong>(offset * 8),
        _ => 0,
    };
}
