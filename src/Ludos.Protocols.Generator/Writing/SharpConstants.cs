namespace Ludos.Protocols.Generator;

/// <summary>Writes constants of any type.</summary>
internal static class SharpConstants
{
    public static void Write(CodeText text, SharpTypes types, ConstNode node)
    {
        var name = Names.Pascal(node.Name);
        SharpFile.Doc(text, node.Doc);
        switch (node.Type.Kind)
        {
            case >= TypeKind.Int8 and <= TypeKind.UInt64:
                text.Line(SharpFile.Number(node));
                break;
            case TypeKind.Bool or TypeKind.Enum or TypeKind.Float32 or TypeKind.Float64:
                text.Line($"public const {SharpNumbers.TypeName(types, node.Type)} {name} = {SharpNumbers.Value(types, node.Type, ((NumberValue)node.Value).Bits)};");
                break;
            case TypeKind.Text:
                text.Line($"public const string {name} = {SharpText.Quote(((TextValue)node.Value).Text)};");
                break;
            case TypeKind.Data:
                text.Line($"public static global::System.ReadOnlySpan<byte> {name} => {SharpText.Bytes(node.Value)};");
                break;
            default:
                text.Line("// A message of one segment: open it with MessageReader.");
                text.Line($"public static global::System.ReadOnlySpan<byte> {name}Message => {SharpText.Array(node.Value.Message)};");
                break;
        }
    }
}
