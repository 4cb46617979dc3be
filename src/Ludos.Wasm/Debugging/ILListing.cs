using System.Buffers.Binary;
using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;
using System.Text;
using Ludos.Wasm.Compilation;
using Ludos.Wasm.Compilation.Emission;
using Ludos.Wasm.Decoding;
using Ludos.Wasm.Text.Instructions;

namespace Ludos.Wasm.Debugging;

/// <summary>A function's IL as text for people, with the wasm instructions that it was made from.</summary>
internal static class ILListing
{
    private const int TwoByteFirst = 0xFE;
    private const byte FirstPrefix = 0xFB;

    private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value & 0xFFFF);

    /// <summary>All methods that the function became, each with its locals.</summary>
    public static string Write(ModuleContents module, EmittedAssembly emitted, int function)
    {
        var text = new StringBuilder();
        foreach (var method in emitted.Methods.Where(method => method.Body is not null && FunctionMethods.FunctionOf(method.Name) == function))
        {
            var body = method.Body!;
            body.Close();
            text.Append(CultureInfo.InvariantCulture, $"{NameOf(method.Result)} {method.Name}({string.Join(", ", method.Parameters.Select(NameOf))})  // {body.Length} bytes, {body.Locals.Count} locals\n");
            for (var i = 0; i < body.Locals.Count; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"  .local {i} {NameOf(body.Locals[i])}\n");
            }

            Instructions(text, module, emitted.References, body);
        }

        return text.ToString();
    }

    private static void Instructions(StringBuilder text, ModuleContents module, MetadataReferences references, ILBody body)
    {
        var last = ILWriter.NoSource;
        for (var at = 0; at < body.Length;)
        {
            var source = body.Sources?.At(at) ?? ILWriter.NoSource;
            if (source != last && source >= 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"  ;; 0x{source:x6} {InstructionName(module.Bytes, source)}\n");
            }

            last = source;
            var start = at;
            var first = body.Bytes[at++];
            var code = Codes[first == TwoByteFirst ? (first << 8) | body.Bytes[at++] : first];
            var operand = Operand(code, body.Bytes, ref at, references);
            text.Append(CultureInfo.InvariantCulture, $"    IL_{start:x4}: {code.Name}{(operand.Length > 0 ? " " : "")}{operand}\n");
        }
    }

    private static string Operand(OpCode code, ReadOnlySpan<byte> bytes, ref int at, MetadataReferences references)
    {
        var from = bytes[at..];
        switch (code.OperandType)
        {
            case OperandType.InlineNone:
                return "";
            case OperandType.ShortInlineI or OperandType.ShortInlineVar:
                at += 1;
                return code.OperandType == OperandType.ShortInlineI ? ((sbyte)from[0]).ToString(CultureInfo.InvariantCulture) : from[0].ToString(CultureInfo.InvariantCulture);
            case OperandType.InlineVar:
                at += 2;
                return BinaryPrimitives.ReadUInt16LittleEndian(from).ToString(CultureInfo.InvariantCulture);
            case OperandType.InlineI8:
                at += 8;
                return BinaryPrimitives.ReadInt64LittleEndian(from).ToString(CultureInfo.InvariantCulture);
            case OperandType.InlineR:
                at += 8;
                return BinaryPrimitives.ReadDoubleLittleEndian(from).ToString("R", CultureInfo.InvariantCulture);
            case OperandType.ShortInlineR:
                at += 4;
                return BinaryPrimitives.ReadSingleLittleEndian(from).ToString("R", CultureInfo.InvariantCulture);
            case OperandType.InlineSwitch:
                return Targets(bytes, ref at);
            default:
                at += 4;
                var value = BinaryPrimitives.ReadInt32LittleEndian(from);
                return code.OperandType switch
                {
                    OperandType.InlineI => value.ToString(CultureInfo.InvariantCulture),
                    OperandType.InlineBrTarget => $"IL_{at + value:x4}",
                    _ => references.Describe(value),
                };
        }
    }

    private static string Targets(ReadOnlySpan<byte> bytes, ref int at)
    {
        var count = BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);
        at += 4;
        var end = at + (4 * count);
        var targets = new string[count];
        for (var i = 0; i < count; i++, at += 4)
        {
            targets[i] = $"IL_{end + BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]):x4}";
        }

        return $"({string.Join(", ", targets)})";
    }

    private static string InstructionName(byte[] bytes, int at)
    {
        var cursor = new ByteCursor(bytes, at, bytes.Length);
        var first = cursor.Byte();
        var (prefix, code) = first >= FirstPrefix ? (first, cursor.U32()) : ((byte)0, first);
        return TextInstructions.TryGet(prefix, code, out var instruction) ? instruction.Name : $"0x{first:x2}";
    }

    private static string NameOf(Type type) => type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>" : type.Name;
}
