using System.Runtime.Intrinsics;
using Ludos.Wasm.Compilation;
using Ludos.Wasm.Instructions;
using Xunit;

namespace Ludos.Wasm.Tests.Vectors;

public class ShuffleTests
{
    private static readonly VectorInstruction Row = VectorTable.All.Single(row => row.Name == "i8x16.shuffle");
    private static readonly Vector128<byte> First = Vector128.Create([.. Enumerable.Range(0, 16).Select(i => (byte)(0x40 + i))]);
    private static readonly Vector128<byte> Second = Vector128.Create([.. Enumerable.Range(0, 16).Select(i => (byte)(0xA0 + i))]);

    public static TheoryData<int, int[]> Patterns => new()
    {
        { (int)ShuffleKind.One, [.. Enumerable.Range(0, 16)] },
        { (int)ShuffleKind.One, [.. Enumerable.Range(16, 16)] },
        { (int)ShuffleKind.One, [8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7] },
        { (int)ShuffleKind.One, [4, 5, 6, 7, 4, 5, 6, 7, 12, 13, 14, 15, 0, 1, 2, 3] },
        { (int)ShuffleKind.One, [18, 19, 16, 17, 30, 31, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25] },
        { (int)ShuffleKind.One, [15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0] },
        { (int)ShuffleKind.InterleaveLow, [0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23] },
        { (int)ShuffleKind.InterleaveHigh, [8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31] },
        { (int)ShuffleKind.InterleaveLow, [0, 1, 16, 17, 2, 3, 18, 19, 4, 5, 20, 21, 6, 7, 22, 23] },
        { (int)ShuffleKind.InterleaveHigh, [8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31] },
        { (int)ShuffleKind.InterleaveLow, [16, 17, 18, 19, 20, 21, 22, 23, 0, 1, 2, 3, 4, 5, 6, 7] },
        { (int)ShuffleKind.InterleaveHigh, [8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31] },
        { (int)ShuffleKind.Window, [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18] },
        { (int)ShuffleKind.Window, [17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 0] },
        { (int)ShuffleKind.Halves, [4, 5, 6, 7, 0, 1, 2, 3, 28, 29, 30, 31, 16, 17, 18, 19] },
        { (int)ShuffleKind.Halves, [28, 29, 30, 31, 16, 17, 18, 19, 0, 1, 2, 3, 0, 1, 2, 3] },
        { (int)ShuffleKind.Blend, [0, 17, 2, 19, 4, 21, 6, 23, 8, 25, 10, 27, 12, 29, 14, 31] },
        { (int)ShuffleKind.Blend, [16, 1, 18, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 31] },
        { (int)ShuffleKind.Two, [0, 31, 5, 17, 5, 5, 22, 9, 30, 1, 2, 3, 16, 15, 14, 13] },
        { (int)ShuffleKind.Two, [31, 0, 5, 17, 5, 5, 22, 9, 30, 1, 2, 3, 16, 15, 14, 13] },
    };

    [Theory]
    [MemberData(nameof(Patterns))]
    public void PatternsAreSeenAndGiveTheLanes(int kind, int[] lanes)
    {
        Assert.Equal((ShuffleKind)kind, ShuffleRecipe.Of(Vector128.Create(Array.ConvertAll(lanes, lane => (byte)lane))).Kind);
        Check(lanes);
    }

    [Fact]
    public void AnyLanes()
    {
        var random = new Random(7);
        for (var i = 0; i < 100; i++)
        {
            Check([.. Enumerable.Range(0, 16).Select(_ => random.Next(32))]);
        }
    }

    private static void Check(int[] lanes)
    {
        using var instance = VectorModule.Instance(Row, Array.ConvertAll(lanes, lane => (byte)lane));
        var results = new WasmValue[1];
        Assert.True(instance.Function("f").Value.Invoke([WasmValue.From(First), WasmValue.From(Second)], results).IsOk);
        for (var i = 0; i < lanes.Length; i++)
        {
            Assert.Equal(lanes[i] < 16 ? First[lanes[i]] : Second[lanes[i] - 16], results[0].AsV128[i]);
        }
    }
}
