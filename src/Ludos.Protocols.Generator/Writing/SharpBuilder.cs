using static Ludos.Protocols.Generator.SharpNumbers;

namespace Ludos.Protocols.Generator;

/// <summary>Writes the builder of a struct or group.</summary>
internal static class SharpBuilder
{
    private const string Side = "Builder";
    private const string Runtime = "global::Ludos.Protocols";

    public static void Write(CodeText text, SharpTypes types, SharpScope scope, bool isOutermost)
    {
        var name = scope.Name + Side;
        SharpFile.Doc(text, scope.Node.Doc);
        text.Open($"public readonly ref struct {name}({Runtime}.StructBuilder raw){(scope.Node.IsGroup ? "" : $" : {Runtime}.IStructBuilder<{name}>")}");
        text.Line($"private readonly {Runtime}.StructBuilder _raw = raw;");
        text.Line();
        text.Line($"public {Runtime}.StructBuilder Raw => _raw;");
        Own(text, scope, name);
        var groups = scope.Groups(types, isOutermost).ToDictionary(pair => pair.Field, pair => pair.Scope);
        foreach (var field in scope.Node.Fields)
        {
            if (field.Type is null)
            {
                Group(text, types, scope, field, groups[field].Full(Side));
            }
            else if (field.Type.IsPointer)
            {
                SharpPointers.Write(text, types, scope, field);
            }
            else
            {
                Value(text, types, scope, field);
            }
        }

        text.Close();
    }

    /// <summary>A statement that makes a union's member the active one; empty for other fields.</summary>
    public static string Activate(SharpScope scope, SchemaField field) =>
        field.Tag == SchemaField.NoTag ? "" : $"_raw.SetNumber<ushort>({Number(scope.Node.TagOffset * 2L)}, {Number(field.Tag)}); ";

    private static void Own(CodeText text, SharpScope scope, string name)
    {
        if (!scope.Node.IsGroup)
        {
            text.Line();
            text.Line($"public static int DataWords => {Number(scope.Node.DataWords)};");
            text.Line();
            text.Line($"public static int Pointers => {Number(scope.Node.Pointers)};");
        }

        if (scope.Node.Tags > 0)
        {
            text.Line();
            text.Line($"public {scope.Holder}.{scope.Tag} Which => _raw.Number<{scope.Holder}.{scope.Tag}>({Number(scope.Node.TagOffset * 2L)});");
        }

        if (!scope.Node.IsGroup)
        {
            text.Line();
            text.Line($"public static {name} From({Runtime}.StructBuilder raw) => new(raw);");
        }
    }

    private static void Value(CodeText text, SharpTypes types, SharpScope scope, SchemaField field)
    {
        var (member, active, activate) = (scope.Member(field), scope.Active(field), Activate(scope, field));
        if (field.Type!.Kind == TypeKind.Void)
        {
            if (active.Length > 0)
            {
                text.Line();
                SharpFile.Doc(text, field.Doc);
                text.Line($"public void Set{member}() => {activate.TrimEnd()}");
            }

            return;
        }

        var read = Read(types, field);
        text.Line();
        SharpFile.Doc(text, field.Doc);
        text.Open($"public {TypeName(types, field.Type)} {member}");
        text.Line($"get => {(active.Length == 0 ? read : $"{active} ? {read} : {Default(types, field)}")};");
        text.Line($"set {{ {activate}{SharpNumbers.Write(types, field)}; }}");
        text.Close();
    }

    private static void Group(CodeText text, SharpTypes types, SharpScope scope, SchemaField field, string full)
    {
        var (member, active) = (scope.Member(field), scope.Active(field));
        text.Line();
        SharpFile.Doc(text, field.Doc);
        if (active.Length == 0)
        {
            text.Line($"public {full} {member} => new(_raw);");
            return;
        }

        text.Line($"public {full} {member} => {active} ? new(_raw) : throw {Runtime}.UnionTag.Inactive(\"{member}\");");
        text.Line();
        text.Line($"/// <summary>Makes <see cref=\"{member}\"/> the active member, all zero and null.</summary>");
        text.Open($"public {full} Init{member}()");
        text.Line(Activate(scope, field).TrimEnd());
        foreach (var statement in Clearing(types, types.Group(field)).Distinct())
        {
            text.Line(statement);
        }

        text.Line("return new(_raw);");
        text.Close();
    }

    /// <summary>Statements that zero all that a group has in its struct.</summary>
    private static IEnumerable<string> Clearing(SharpTypes types, StructNode group)
    {
        if (group.Tags > 0)
        {
            yield return $"_raw.SetNumber<ushort>({Number(group.TagOffset * 2L)}, 0);";
        }

        foreach (var field in group.Fields)
        {
            if (field.Type is null)
            {
                foreach (var statement in Clearing(types, types.Group(field)))
                {
                    yield return statement;
                }
            }
            else if (field.Type.IsPointer)
            {
                yield return $"_raw.Clear({Number(field.Offset)});";
            }
            else if (field.Type.Kind == TypeKind.Bool)
            {
                yield return $"_raw.SetBit({Number(field.Offset)}, false);";
            }
            else if (field.Type.Bits > 0)
            {
                yield return $"_raw.ClearData({Number(field.Offset * field.Type.Bits / 8)}, {Number(field.Type.Bits / 8)});";
            }
        }
    }
}
