using Ludos.Wasm.Decoding;
using Ludos.Wasm.Text.Assembly;

namespace Ludos.Wasm.Text.Printing;

/// <summary>What is said about supertypes.</summary>
internal sealed record SubClause(bool IsFinal, IReadOnlyList<uint> Supers);

/// <param name="Sub">Null where nothing is said: final, without a supertype.</param>
/// <param name="Signature">Of function types; else null.</param>
/// <param name="Fields">Of structs, and the one of an array.</param>
internal sealed record TypeDefinition(byte Composite, SubClause? Sub, FunctionSignature? Signature, IReadOnlyList<(TextType Type, bool Mutable)> Fields);

/// <param name="Written">The binary has a group here; false for a type on its own.</param>
internal sealed record TypeGroup(bool Written, IReadOnlyList<TypeDefinition> Members);

/// <summary>Reads a type section.</summary>
internal static class TypeSectionReader
{
    public const byte Function = 0x60;
    public const byte Struct = 0x5F;
    private const byte Array = 0x5E;
    private const byte Group = 0x4E;
    private const byte SubFinal = 0x4F;
    private const byte Sub = 0x50;

    public static List<TypeGroup> Read(ref ByteCursor cursor)
    {
        var groups = new List<TypeGroup>();
        for (var left = cursor.U32(); left > 0; left--)
        {
            var written = cursor.Peek() == Group;
            uint size = 1;
            if (written)
            {
                cursor.Byte();
                size = cursor.U32();
            }

            var members = new List<TypeDefinition>();
            for (; size > 0; size--)
            {
                members.Add(Member(ref cursor));
            }

            groups.Add(new TypeGroup(written, members));
        }

        return groups;
    }

    private static TypeDefinition Member(ref ByteCursor cursor)
    {
        SubClause? sub = null;
        if (cursor.Peek() is Sub or SubFinal)
        {
            var isFinal = cursor.Byte() == SubFinal;
            var supers = new List<uint>();
            for (var left = cursor.U32(); left > 0; left--)
            {
                supers.Add(cursor.U32());
            }

            sub = new SubClause(isFinal, supers);
        }

        var at = cursor.Position;
        var composite = cursor.Byte();
        return composite switch
        {
            Function => new TypeDefinition(composite, sub, new FunctionSignature(TypePrinter.ReadList(ref cursor), TypePrinter.ReadList(ref cursor), []), []),
            Struct => new TypeDefinition(composite, sub, null, Fields(ref cursor, cursor.U32())),
            Array => new TypeDefinition(composite, sub, null, Fields(ref cursor, 1)),
            _ => throw WasmFormatException.Malformed(at, $"0x{composite:x2} is no kind of type"),
        };
    }

    private static List<(TextType Type, bool Mutable)> Fields(ref ByteCursor cursor, uint count)
    {
        var fields = new List<(TextType Type, bool Mutable)>();
        for (; count > 0; count--)
        {
            fields.Add((TypePrinter.Read(ref cursor), TypePrinter.Mutability(ref cursor)));
        }

        return fields;
    }
}
