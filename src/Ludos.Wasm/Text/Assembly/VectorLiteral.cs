using System.Buffers.Binary;
using Ludos.Wasm.Text.Syntax;

namespace Ludos.Wasm.Text.Assembly;

/// <summary>What follows v128.const: a shape and its lanes.</summary>
internal static class VectorLiteral
{
    public const int Bytes = 16;

    private const string Shapes = "i8x16, i16x8, i32x4, i64x2, f32x4 or f64x2";

    /// <summary>Bits of one lane of a shape, and whether it is a float; null for a word that is no shape.</summary>
    public static (int Bits, bool IsFloat)? Shape(string word) => word switch
    {
        "i8x16" => (8, false),
        "i16x8" => (16, false),
        "i32x4" => (32, false),
        "i64x2" => (64, false),
        "f32x4" => (32, true),
        "f64x2" => (64, true),
        _ => null,
    };

    public static byte[] Take(NodeCursor cursor)
    {
        var word = cursor.TakeAtom(Shapes);
        var (bits, isFloat) = Shape(word.Text) ?? throw TextException.UnknownOperator(word, Shapes);
        var vector = new byte[Bytes];
        Span<byte> lane = stackalloc byte[sizeof(ulong)];
        for (var at = 0; at < Bytes; at += bits / 8)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(lane, Lane(cursor.TakeAtom($"{128 / bits} lanes"), bits, isFloat));
            lane[..(bits / 8)].CopyTo(vector.AsSpan(at));
        }

        return vector;
    }

    private static ulong Lane(AtomNode atom, int bits, bool isFloat) => (bits, isFloat) switch
    {
        (32, true) => FloatLiteral.ParseF32(atom),
        (64, true) => FloatLiteral.ParseF64(atom),
        _ => IntegerLiteral.ParseLane(atom, bits),
    };
}
