using Ludos.Wasm.Text.Syntax;

namespace Ludos.Wasm.Text.Assembly;

/// <summary>Sizes of memories and tables: address type, least, most, shared, page size.</summary>
internal static class LimitsText
{
    private const byte HasMaximum = 1;
    private const byte Shared = 2;
    private const byte Address64 = 4;
    private const byte HasPageSize = 8;

    /// <summary>Takes <c>i32</c> or <c>i64</c> if one is next; true for 64-bit addresses.</summary>
    public static bool TakeAddressType(NodeCursor cursor)
    {
        if (cursor.TakeKeyword("i64"))
        {
            return true;
        }

        cursor.TakeKeyword("i32");
        return false;
    }

    public static bool IsAddressType(Node? node) => node is AtomNode { Text: "i32" or "i64" };

    public static ByteSink TakeMemoryType(NodeCursor cursor)
    {
        var is64 = TakeAddressType(cursor);
        var (minimum, maximum) = TakeBounds(cursor);
        var shared = cursor.TakeKeyword("shared");
        return Write(is64, minimum, maximum, shared, TakePageSize(cursor));
    }

    public static ByteSink TakeTableType(NodeCursor cursor, TypeText types)
    {
        var is64 = TakeAddressType(cursor);
        var (minimum, maximum) = TakeBounds(cursor);
        var shared = cursor.TakeKeyword("shared");
        return types.TakeReferenceType(cursor).WriteTo(new ByteSink()).Append(Write(is64, minimum, maximum, shared, null));
    }

    public static ByteSink Write(bool is64, ulong minimum, ulong? maximum, bool shared = false, byte? pageSizeLog2 = null)
    {
        var flags = (maximum is null ? 0 : HasMaximum) | (shared ? Shared : 0) | (is64 ? Address64 : 0) | (pageSizeLog2 is null ? 0 : HasPageSize);
        var sink = new ByteSink().Byte((byte)flags).Unsigned(minimum);
        if (maximum is { } most)
        {
            sink.Unsigned(most);
        }

        return pageSizeLog2 is { } size ? sink.Byte(size) : sink;
    }

    /// <summary>Takes <c>(pagesize N)</c> if it is next; gives its logarithm.</summary>
    public static byte? TakePageSize(NodeCursor cursor)
    {
        if (cursor.TakeList("pagesize") is not { } list)
        {
            return null;
        }

        var inner = NodeCursor.After(list);
        var atom = inner.TakeAtom("a page size");
        var size = IntegerLiteral.ParseU64(atom);
        inner.ExpectEnd();
        return ulong.IsPow2(size)
            ? (byte)ulong.Log2(size)
            : throw TextException.Malformed(atom.At, $"invalid custom page size {size}, wanted a power of two", "Write 1 or 65536.");
    }

    private static (ulong Minimum, ulong? Maximum) TakeBounds(NodeCursor cursor)
    {
        var minimum = IntegerLiteral.ParseU64(cursor.TakeAtom("a size"));
        ulong? maximum = cursor.Peek is AtomNode atom && IntegerLiteral.IsNumber(atom.Text) ? IntegerLiteral.ParseU64(cursor.TakeAtom()) : null;
        return (minimum, maximum);
    }
}
