using static Ludos.Protocols.Generator.SharpNumbers;

namespace Ludos.Protocols.Generator;

/// <summary>Writes what a builder does with a field that is a pointer.</summary>
internal static class SharpPointers
{
    private const string Runtime = "global::Ludos.Protocols";
    private const string Chars = "global::System.ReadOnlySpan<char>";
    private const string Bytes = "global::System.ReadOnlySpan<byte>";

    public static void Write(CodeText text, SharpTypes types, SharpScope scope, SchemaField field)
    {
        var (member, place, activate) = (scope.Member(field), Number(field.Offset), SharpBuilder.Activate(scope, field));
        var active = scope.Active(field);
        text.Line();
        text.Line($"public bool Has{member} => {(active.Length == 0 ? "" : active + " && ")}!_raw.IsNull({place});");
        text.Line();
        SharpFile.Doc(text, field.Doc);
        switch (field.Type!.Kind)
        {
            case TypeKind.Text:
                text.Line($"public void Set{member}({Chars} value) {{ {activate}_raw.SetText({place}, value); }}");
                text.Line();
                text.Line($"public void Set{member}Utf8({Bytes} value) {{ {activate}_raw.SetTextUtf8({place}, value); }}");
                break;
            case TypeKind.Data:
                text.Line($"public void Set{member}({Bytes} value) {{ {activate}_raw.SetBytes({place}, value); }}");
                text.Line();
                text.Line($"public global::System.Span<byte> Init{member}(int count) {{ {activate}return _raw.InitList<{Runtime}.NumberListBuilder<byte>>({place}, count).Span; }}");
                break;
            case TypeKind.Struct:
                Struct(text, types, scope, field);
                break;
            case TypeKind.List:
                List(text, types, scope, field);
                break;
            default:
                text.Line($"public {Runtime}.AnyPointerBuilder {member} {{ get {{ {activate}return new(_raw, {place}); }} }}");
                break;
        }
    }

    private static void Struct(CodeText text, SharpTypes types, SharpScope scope, SchemaField field)
    {
        var (member, place, activate) = (scope.Member(field), Number(field.Offset), SharpBuilder.Activate(scope, field));
        var (builder, reader) = (types.Builder(field.Type!), types.Reader(field.Type!));
        Existing(text, scope, field, builder, $"new(_raw.Struct({place}, {builder}.DataWords, {builder}.Pointers))");
        text.Line();
        text.Line($"public {builder} Init{member}() {{ {activate}return new(_raw.InitStruct({place}, {builder}.DataWords, {builder}.Pointers)); }}");
        text.Line();
        text.Line("/// <summary>A copy of another message's, and of everything below it.</summary>");
        text.Line($"public void Set{member}({reader} value) {{ {activate}_raw.SetStruct({place}, value.Raw, {builder}.DataWords, {builder}.Pointers); }}");
    }

    private static void List(CodeText text, SharpTypes types, SharpScope scope, SchemaField field)
    {
        var (member, place, activate) = (scope.Member(field), Number(field.Offset), SharpBuilder.Activate(scope, field));
        var element = field.Type!.Element!;
        var builder = types.List(element, "Builder");
        Existing(text, scope, field, builder, $"_raw.List<{builder}>({place})");
        text.Line();
        text.Line($"public {builder} Init{member}(int count) {{ {activate}return _raw.InitList<{builder}>({place}, count); }}");
        if (element.Kind is >= TypeKind.Int8 and <= TypeKind.Float64 or TypeKind.Enum)
        {
            text.Line();
            text.Line($"public void Set{member}(global::System.ReadOnlySpan<{TypeName(types, element)}> values) => values.CopyTo(Init{member}(values.Length).Span);");
        }
    }

    /// <summary>What was made there before, or is there by default.</summary>
    private static void Existing(CodeText text, SharpScope scope, SchemaField field, string builder, string expression)
    {
        var (member, active) = (scope.Member(field), scope.Active(field));
        text.Open($"public {builder} {member}");
        text.Open("get");
        if (active.Length > 0)
        {
            text.Line($"if (!({active})) throw {Runtime}.UnionTag.Inactive(\"{member}\");");
        }

        if (field.Default.Message.Length > SharpReader.WordMessage)
        {
            text.Line($"_raw.InitDefault({Number(field.Offset)}, {scope.Full("Reader")}.{member}Default);");
        }

        text.Line($"return {expression};");
        text.Close();
        text.Close();
    }
}
