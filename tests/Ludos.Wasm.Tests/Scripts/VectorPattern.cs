using System.Buffers.Binary;
using Ludos.Wasm.Text.Assembly;
using Ludos.Wasm.Text.Syntax;

namespace Ludos.Wasm.Tests.Scripts;

/// <summary>A vector lane by lane: each exact bits, or a kind of NaN.</summary>
internal sealed record VectorPattern(int LaneBytes, IReadOnlyList<VectorPattern.Lane> Lanes)
{
    /// <param name="Bits">For an exact lane.</param>
    internal readonly record struct Lane(LaneKind Kind, ulong Bits);

    internal enum LaneKind
    {
        Exact,
        CanonicalNan,
        ArithmeticNan,
    }

    public static VectorPattern Read(ListNode list)
    {
        var cursor = NodeCursor.After(list);
        var (bits, isFloat) = VectorLiteral.Shape(cursor.TakeAtom().Text) ?? throw cursor.Unexpected("a shape");
        var lanes = new List<Lane>();
        while (!cursor.AtEnd)
        {
            var atom = cursor.TakeAtom();
            lanes.Add(atom.Text switch
            {
                "nan:canonical" => new Lane(LaneKind.CanonicalNan, 0),
                "nan:arithmetic" => new Lane(LaneKind.ArithmeticNan, 0),
                _ when !isFloat => new Lane(LaneKind.Exact, IntegerLiteral.ParseLane(atom, bits)),
                _ => new Lane(LaneKind.Exact, bits == 32 ? FloatLiteral.ParseF32(atom) : FloatLiteral.ParseF64(atom)),
            });
        }

        return lanes.Count * bits == VectorLiteral.Bytes * 8
            ? new VectorPattern(bits / 8, lanes)
            : throw TextException.Malformed(list.At, $"a vector of {lanes.Count} lanes of {bits} bits");
    }

    /// <param name="vector">16 bytes.</param>
    public bool Accepts(ReadOnlySpan<byte> vector)
    {
        Span<byte> wide = stackalloc byte[sizeof(ulong)];
        for (var index = 0; index < Lanes.Count; index++)
        {
            wide.Clear();
            vector.Slice(index * LaneBytes, LaneBytes).CopyTo(wide);
            if (!Accepts(Lanes[index], BinaryPrimitives.ReadUInt64LittleEndian(wide)))
            {
                return false;
            }
        }

        return true;
    }

    public override string ToString() => string.Join(' ', Lanes.Select(lane => lane.Kind == LaneKind.Exact ? $"{lane.Bits:X}" : $"{lane.Kind}"));

    private bool Accepts(Lane lane, ulong bits) => lane.Kind == LaneKind.Exact
        ? bits == lane.Bits
        : NanBits.Accepts(bits, single: LaneBytes == sizeof(float), canonical: lane.Kind == LaneKind.CanonicalNan);
}
