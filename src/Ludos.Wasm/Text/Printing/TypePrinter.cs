using Ludos.Wasm.Decoding;
using Ludos.Wasm.Text.Assembly;

namespace Ludos.Wasm.Text.Printing;

/// <summary>Reads types out of the binary and says them in words.</summary>
internal sealed class TypePrinter(ModuleNames names)
{
    private const byte NullableReference = TextType.RefNull;
    private const byte Reference = TextType.Ref;

    private static readonly Dictionary<byte, string> Numbers = TypeNames.Numbers.Concat(TypeNames.Packed).ToDictionary(entry => entry.Value, entry => entry.Key);
    private static readonly Dictionary<long, string> Heaps = TypeNames.Heaps.ToDictionary(entry => entry.Value, entry => entry.Key);
    private static readonly Dictionary<long, string> References = TypeNames.References.ToDictionary(entry => entry.Value, entry => entry.Key);

    public static TextType Read(ref ByteCursor cursor)
    {
        var at = cursor.Position;
        var code = cursor.Byte();
        if (code is NullableReference or Reference)
        {
            return new TextType(code, Heap(ref cursor));
        }

        if (Numbers.ContainsKey(code))
        {
            return new TextType(code);
        }

        var heap = (long)code - 0x80;
        return References.ContainsKey(heap) ? new TextType(NullableReference, heap) : throw WasmFormatException.Malformed(at, $"0x{code:x2} is no value type");
    }

    /// <summary>A type index, or an abstract heap type as its negative number.</summary>
    public static long Heap(ref ByteCursor cursor)
    {
        var at = cursor.Position;
        var heap = cursor.S33();
        return heap >= 0 || Heaps.ContainsKey(heap) ? heap : throw WasmFormatException.Malformed(at, $"{heap} is no heap type");
    }

    public static TextType[] ReadList(ref ByteCursor cursor)
    {
        var types = new List<TextType>();
        for (var left = cursor.U32(); left > 0; left--)
        {
            types.Add(Read(ref cursor));
        }

        return [.. types];
    }

    public string Word(TextType type) => type switch
    {
        { Code: NullableReference, Heap: < 0 } => References[type.Heap],
        { Code: NullableReference } => $"(ref null {HeapWord(type.Heap)})",
        { Code: Reference } => $"(ref {HeapWord(type.Heap)})",
        _ => Numbers[type.Code],
    };

    public string HeapWord(long heap) => heap < 0 ? Heaps[heap] : names.Types.Reference((uint)heap);

    /// <summary><c>(param ...) (result ...)</c> with a space before each; parameters apart where some have names.</summary>
    public string Signature(FunctionSignature signature, NameMap? locals = null)
    {
        var (parameters, results) = (signature.Parameters, signature.Results);
        var text = new System.Text.StringBuilder();
        var named = locals is not null && Enumerable.Range(0, parameters.Count).Any(index => locals.Find((uint)index) is not null);
        if (named)
        {
            for (var index = 0; index < parameters.Count; index++)
            {
                text.Append(" (param ").Append(locals!.Find((uint)index) is { } name ? name + " " : "").Append(Word(parameters[index])).Append(')');
            }
        }
        else if (parameters.Count > 0)
        {
            text.Append(" (param ").AppendJoin(' ', parameters.Select(Word)).Append(')');
        }

        return results.Count == 0 ? text.ToString() : text.Append(" (result ").AppendJoin(' ', results.Select(Word)).Append(')').ToString();
    }

    public string Global(ref ByteCursor cursor)
    {
        var word = Word(Read(ref cursor));
        return Mutability(ref cursor) ? $"(mut {word})" : word;
    }

    public static bool Mutability(ref ByteCursor cursor)
    {
        var at = cursor.Position;
        var flag = cursor.Byte();
        return flag <= 1 ? flag == 1 : throw WasmFormatException.Malformed(at, $"0x{flag:x2} is no mutability");
    }

    /// <summary>Address type, sizes, shared and page size; what a memory's type consists of.</summary>
    public static (string Address, string Bounds) Limits(ref ByteCursor cursor)
    {
        var at = cursor.Position;
        var flags = cursor.Byte();
        if (flags > 0x0F)
        {
            throw WasmFormatException.Malformed(at, $"0x{flags:x2} is no kind of limits");
        }

        var text = $"{cursor.U64()}";
        text += (flags & 1) != 0 ? $" {cursor.U64()}" : "";
        text += (flags & 2) != 0 ? " shared" : "";
        if ((flags & 8) != 0)
        {
            var log2 = cursor.U32();
            text += log2 < 64 ? $" (pagesize {1UL << (int)log2})" : throw WasmFormatException.Malformed(at, $"a page size of 2 to the {log2}");
        }

        return ((flags & 4) != 0 ? "i64 " : "", text);
    }

    public static string Memory(ref ByteCursor cursor)
    {
        var (address, bounds) = Limits(ref cursor);
        return address + bounds;
    }

    public string Table(ref ByteCursor cursor)
    {
        var type = Word(Read(ref cursor));
        var (address, bounds) = Limits(ref cursor);
        return $"{address}{bounds} {type}";
    }
}
