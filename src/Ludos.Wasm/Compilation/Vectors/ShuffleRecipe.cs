using System.Runtime.Intrinsics;

namespace Ludos.Wasm.Compilation;

internal enum ShuffleKind : byte
{
    /// <summary>Lanes of the first operand alone.</summary>
    One,

    /// <summary>The lower, or upper, halves' lanes by turns.</summary>
    InterleaveLow,
    InterleaveHigh,

    /// <summary>Sixteen bytes in a row out of both operands, the second one above the first.</summary>
    Window,

    /// <summary>Two 32-bit lanes of the first, then two of the second.</summary>
    Halves,

    /// <summary>Each byte stays in its place and comes from one or the other.</summary>
    Blend,

    /// <summary>Any.</summary>
    Two,
}

/// <summary>The cheapest form of a shuffle whose lanes are known.</summary>
/// <param name="Swapped">The operands change places; <see cref="Lanes"/> counts with that.</param>
/// <param name="LaneBytes">Width in which lanes can be moved together.</param>
/// <param name="Lanes">Sixteen byte indices; from 16 on, those of the second operand.</param>
internal sealed record ShuffleRecipe(ShuffleKind Kind, bool Swapped, int LaneBytes, byte[] Lanes)
{
    private const int Bytes = 16;

    public static ShuffleRecipe Of(Vector128<byte> immediate)
    {
        var lanes = new byte[Bytes];
        immediate.CopyTo(lanes);
        var swapped = lanes[0] >= Bytes;
        if (swapped)
        {
            lanes = Array.ConvertAll(lanes, lane => (byte)(lane ^ Bytes));
        }

        var width = Width(lanes);
        return new ShuffleRecipe(KindOf(lanes, width), swapped, width, lanes);
    }

    /// <summary>Indices for one operand alone: what comes from the other becomes 0.</summary>
    public Vector128<byte> IndicesInto(int operand)
    {
        const byte Nothing = 0xFF;
        return Vector128.Create(Array.ConvertAll(Lanes, lane => lane / Bytes == operand ? (byte)(lane % Bytes) : Nothing));
    }

    /// <summary>All bits where a byte comes from the first operand.</summary>
    public Vector128<byte> FirstMask() => Vector128.Create(Array.ConvertAll(Lanes, lane => lane < Bytes ? byte.MaxValue : (byte)0));

    /// <summary>Indices of whole lanes of the first operand.</summary>
    public long[] WideIndices() => [.. Enumerable.Range(0, Bytes / LaneBytes).Select(i => (long)(Lanes[i * LaneBytes] / LaneBytes))];

    private static ShuffleKind KindOf(byte[] lanes, int width)
    {
        if (Array.TrueForAll(lanes, lane => lane < Bytes))
        {
            return ShuffleKind.One;
        }

        if (Interleaves(lanes, width, 0))
        {
            return ShuffleKind.InterleaveLow;
        }

        if (Interleaves(lanes, width, Bytes / 2))
        {
            return ShuffleKind.InterleaveHigh;
        }

        if (Every((lane, i) => lane == lanes[0] + i))
        {
            return ShuffleKind.Window;
        }

        if (Every((lane, i) => lane % Bytes == i))
        {
            return ShuffleKind.Blend;
        }

        return width >= 4 && Every((lane, i) => lane < Bytes == i < Bytes / 2) ? ShuffleKind.Halves : ShuffleKind.Two;

        bool Every(Func<byte, int, bool> holds) => lanes.Select(holds).All(held => held);
    }

    private static bool Interleaves(byte[] lanes, int width, int start)
    {
        for (var i = 0; i < Bytes; i++)
        {
            var (pair, within) = (i / (2 * width), i % width);
            var fromSecond = i / width % 2;
            if (lanes[i] != (fromSecond * Bytes) + start + (pair * width) + within)
            {
                return false;
            }
        }

        return true;
    }

    private static int Width(byte[] lanes)
    {
        for (var width = 8; width > 1; width /= 2)
        {
            if (lanes.Select((lane, i) => lanes[i / width * width] % width == 0 && lane == lanes[i / width * width] + (i % width)).All(whole => whole))
            {
                return width;
            }
        }

        return 1;
    }
}
