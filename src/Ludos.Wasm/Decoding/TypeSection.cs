using System.Collections.Immutable;

namespace Ludos.Wasm.Decoding;

/// <summary>Recursion groups, from their encoding to the types that stand for them in the whole process.</summary>
internal static class TypeSection
{
    private const byte Group = 0x4E;
    private const byte FinalSub = 0x4F;
    private const byte OpenSub = 0x50;
    private const byte Array = 0x5E;
    private const byte Struct = 0x5F;
    private const byte Function = 0x60;

    public static void Decode(ref ByteCursor cursor, ModuleContents module)
    {
        for (var left = cursor.Count("types", module.Limits.MaxTypes); left > 0; left--)
        {
            var at = cursor.Position;
            var count = 1;
            if (cursor.Peek() == Group)
            {
                cursor.Byte();
                count = cursor.Count("types", module.Limits.MaxTypes);
            }

            if (module.Types.Count + count > module.Limits.MaxTypes)
            {
                throw WasmFormatException.Limit(at, "types", module.Types.Count + (long)count, module.Limits.MaxTypes);
            }

            One(ref cursor, module, count);
        }
    }

    private static void One(ref ByteCursor cursor, ModuleContents module, int count)
    {
        // The group's own types can be named in it before they are known.
        var group = new RecursionGroup(count);
        var first = module.Types.Count;
        module.Types.AddRange(group.Types);
        var offsets = new int[count];
        for (var i = 0; i < count; i++)
        {
            offsets[i] = cursor.Position;
            SubType(ref cursor, module, first + i);
        }

        for (var i = 0; i < count; i++)
        {
            CheckSuper(group.Types[i], offsets[i]);
        }

        var canonical = TypeRegistry.Canonical(group);
        for (var i = 0; i < count; i++)
        {
            module.Types[first + i] = canonical.Types[i];
        }
    }

    private static void SubType(ref ByteCursor cursor, ModuleContents module, int index)
    {
        var at = cursor.Position;
        var form = cursor.Byte();
        var final = true;
        DefinedType? above = null;
        if (form is FinalSub or OpenSub)
        {
            final = form == FinalSub;
            above = Super(ref cursor, module, index);
            at = cursor.Position;
            form = cursor.Byte();
        }

        CompositeType composite = form switch
        {
            Function => new FunctionType(ValueTypes(ref cursor, module, "parameters"), ValueTypes(ref cursor, module, "results")),
            Struct => StructOf(ref cursor, module, at),
            Array => ArrayOf(ref cursor, module, at),
            _ => throw WasmFormatException.Malformed(at, $"0x{form:x2} is no type form"),
        };
        if (above is not null && above.Depth >= module.Limits.MaxSubtypingDepth)
        {
            throw WasmFormatException.Limit(at, "types above one another", above.Depth + 1L, module.Limits.MaxSubtypingDepth);
        }

        module.Types[index].Describe(composite, above, final);
    }

    private static DefinedType? Super(ref ByteCursor cursor, ModuleContents module, int index)
    {
        var at = cursor.Position;
        var count = cursor.Count("supertypes", int.MaxValue);
        DefinedType? above = null;
        for (var i = 0; i < count; i++)
        {
            var super = cursor.U32();
            above = super < (uint)index ? module.Types[(int)super] : throw WasmFormatException.Invalid(at, $"unknown type {super} above type {index}");
        }

        return count <= 1 ? above : throw WasmFormatException.Invalid(at, $"sub type {index} has {count} supertypes");
    }

    private static void CheckSuper(DefinedType type, int at)
    {
        if (type.Super is not { } above)
        {
            return;
        }

        if (above.IsFinal)
        {
            throw WasmFormatException.Invalid(at, "a sub type extends a final type");
        }

        if (!Extends(type.Composite, above.Composite))
        {
            throw WasmFormatException.Invalid(at, $"sub type {type.Composite} does not match {above.Composite}, which it extends");
        }
    }

    private static bool Extends(CompositeType type, CompositeType above) => (type, above) switch
    {
        (FunctionType a, FunctionType b) => Match(b.Parameters, a.Parameters) && Match(a.Results, b.Results),
        (StructType a, StructType b) => a.Fields.Length >= b.Fields.Length && !b.Fields.Where((field, i) => !a.Fields[i].IsSubtypeOf(field)).Any(),
        (ArrayType a, ArrayType b) => a.Element.IsSubtypeOf(b.Element),
        _ => false,
    };

    private static bool Match(ImmutableArray<ValueType> types, ImmutableArray<ValueType> above) =>
        types.Length == above.Length && !types.Where((type, i) => !type.IsSubtypeOf(above[i])).Any();

    private static ImmutableArray<ValueType> ValueTypes(ref ByteCursor cursor, ModuleContents module, string what)
    {
        var types = new ValueType[cursor.Count(what, module.Limits.MaxParameters)];
        for (var i = 0; i < types.Length; i++)
        {
            types[i] = TypeDecoder.Value(ref cursor, module);
        }

        return ImmutableArray.Create(types);
    }

    private static StructType StructOf(ref ByteCursor cursor, ModuleContents module, int at)
    {
        var fields = new GcFieldType[cursor.Count("fields", module.Limits.MaxFields)];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = Field(ref cursor, module);
        }

        return new StructType(ImmutableArray.Create(fields));
    }

    private static ArrayType ArrayOf(ref ByteCursor cursor, ModuleContents module, int at)
    {
        return new ArrayType(Field(ref cursor, module));
    }

    private static GcFieldType Field(ref ByteCursor cursor, ModuleContents module)
    {
        var packed = cursor.Peek() switch
        {
            0x78 => PackedKind.I8,
            0x77 => PackedKind.I16,
            _ => PackedKind.None,
        };
        var type = ValueType.I32;
        if (packed == PackedKind.None)
        {
            type = TypeDecoder.Value(ref cursor, module);
        }
        else
        {
            cursor.Byte();
        }

        return new GcFieldType(type, packed, TypeDecoder.Mutability(ref cursor));
    }
}
