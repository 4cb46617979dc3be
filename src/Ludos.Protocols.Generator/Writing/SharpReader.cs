using static Ludos.Protocols.Generator.SharpNumbers;

namespace Ludos.Protocols.Generator;

/// <summary>Writes the reader of a struct or group.</summary>
internal static class SharpReader
{
    /// <summary>A message that is longer has more than a null root.</summary>
    public const int WordMessage = 16;

    private const string Side = "Reader";

    public static void Write(CodeText text, SharpTypes types, SharpScope scope, bool isOutermost)
    {
        var name = scope.Name + Side;
        SharpFile.Doc(text, scope.Node.Doc);
        text.Open($"public readonly ref struct {name}(global::Ludos.Protocols.StructReader raw){(scope.Node.IsGroup ? "" : $" : global::Ludos.Protocols.IStructReader<{name}>")}");
        text.Line("private readonly global::Ludos.Protocols.StructReader _raw = raw;");
        text.Line();
        text.Line("public global::Ludos.Protocols.StructReader Raw => _raw;");
        if (scope.Node.Tags > 0)
        {
            text.Line();
            text.Line($"public {scope.Holder}.{scope.Tag} Which => _raw.Number<{scope.Holder}.{scope.Tag}>({Number(scope.Node.TagOffset * 2L)});");
        }

        if (!scope.Node.IsGroup)
        {
            text.Line();
            text.Line($"public static {name} From(global::Ludos.Protocols.StructReader raw) => new(raw);");
        }

        var groups = scope.Groups(types, isOutermost).ToDictionary(pair => pair.Field, pair => pair.Scope);
        foreach (var field in scope.Node.Fields.Where(field => field.Type?.Kind != TypeKind.Void))
        {
            text.Line();
            SharpFile.Doc(text, field.Doc);
            if (field.Type is null)
            {
                text.Line($"public {groups[field].Full(Side)} {scope.Member(field)} => new(_raw);");
            }
            else if (field.Type.IsPointer)
            {
                Pointer(text, types, scope, field);
            }
            else
            {
                var active = scope.Active(field);
                var read = Read(types, field);
                text.Line($"public {TypeName(types, field.Type)} {scope.Member(field)} => {(active.Length == 0 ? read : $"{active} ? {read} : {Default(types, field)}")};");
            }
        }

        text.Close();
    }

    private static void Pointer(CodeText text, SharpTypes types, SharpScope scope, SchemaField field)
    {
        var (type, member, active) = (field.Type!, scope.Member(field), scope.Active(field));
        var place = active.Length == 0 ? Number(field.Offset) : $"{active} ? {Number(field.Offset)} : -1";
        switch (type.Kind)
        {
            case TypeKind.Text:
                text.Line($"public string {member} => global::System.Text.Encoding.UTF8.GetString({member}Utf8);");
                text.Line();
                text.Line($"/// <summary><see cref=\"{member}\"/> where it lies, without its zero.</summary>");
                text.Line($"public global::System.ReadOnlySpan<byte> {member}Utf8 => {OrDefault(field, $"_raw.TextUtf8({place})", SharpText.Utf8(field.Default))};");
                break;
            case TypeKind.Data:
                text.Line($"public global::System.ReadOnlySpan<byte> {member} => {OrDefault(field, $"_raw.Bytes({place})", SharpText.Bytes(field.Default))};");
                break;
            case TypeKind.Struct:
                text.Line($"public {types.Reader(type)} {member} => new({(field.Default.Message.Length > WordMessage ? $"_raw.StructOr({place}, {member}Default)" : $"_raw.Struct({place})")});");
                break;
            case TypeKind.List:
                var list = types.List(type.Element!, Side);
                var size = type.Element!.Kind is TypeKind.Void or TypeKind.AnyPointer ? "global::Ludos.Protocols.ElementSize.Void" : $"{list}.ElementSize";
                var raw = field.Default.Message.Length > WordMessage ? $"_raw.ListOr({place}, {size}, {member}Default)" : $"_raw.List({place}, {size})";
                text.Line($"public {list} {member} => {(type.Element.Kind is TypeKind.Void or TypeKind.AnyPointer ? raw : $"new({raw})")};");
                break;
            default:
                text.Line($"public global::Ludos.Protocols.AnyPointerReader {member} => new(_raw, {place});");
                return;
        }

        text.Line();
        text.Line($"public bool Has{member} => !_raw.IsNull({place});");
        if (field.Default.Message.Length > WordMessage && type.Kind is TypeKind.Struct or TypeKind.List)
        {
            text.Line();
            text.Line($"internal static global::System.ReadOnlySpan<byte> {member}Default => {SharpText.Array(field.Default.Message)};");
        }
    }

    private static string OrDefault(SchemaField field, string read, string whenNull) =>
        field.Default.IsZero ? read : $"_raw.IsNull({read[(read.IndexOf('(', StringComparison.Ordinal) + 1)..^1]}) ? {whenNull} : {read}";
}
