using System.Collections.Concurrent;
using System.Reflection;
using Ludos.Wasm.Objects;

namespace Ludos.Wasm.Compilation;

/// <summary>The .NET class of an array type's objects, and how its elements are held.</summary>
internal static class ArrayClass
{
    private static readonly ConcurrentDictionary<Type, FieldInfo> Fields = [];

    public static Type Element(DefinedType type)
    {
        var element = type.Array!.Element;
        return element.Packed switch
        {
            PackedKind.I8 => typeof(byte),
            PackedKind.I16 => typeof(ushort),
            _ => ClrShape.Of(element.Type),
        };
    }

    public static Type Items(DefinedType type) => Element(type).MakeArrayType();

    public static FieldInfo ItemsField(DefinedType type) =>
        Fields.GetOrAdd(Element(type), static element => typeof(WasmArray<>).MakeGenericType(element).GetField(nameof(WasmArray<>.Items))!);
}
