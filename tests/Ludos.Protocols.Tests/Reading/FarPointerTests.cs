using System.Text;
using Ludos.Protocols.Tests.Schemas;
using Xunit;
using static Ludos.Protocols.Tests.Reading.HandMade;

namespace Ludos.Protocols.Tests.Reading;

public class FarPointerTests
{
    private const ulong XAndY = 5UL | ((ulong)unchecked((uint)(9 ^ -7)) << 32);

    public static TheoryData<string, ulong[][]> Leading => new()
    {
        { "single", [[Far(1, 1)], [0, Struct(0, 1, 0), XAndY]] },
        { "single, content before its pad", [[Far(1, 1)], [XAndY, Struct(-2, 1, 0)]] },
        { "single into its own segment", [[Far(0, 1), Struct(0, 1, 0), XAndY]] },
        { "double", [[Far(1, 0, true)], [Far(2, 1), Struct(0, 1, 0)], [0, XAndY]] },
        { "double, content in the first segment", [[Far(1, 0, true), XAndY], [Far(0, 1), Struct(0, 1, 0)]] },
    };

    public static TheoryData<string, ulong[][], MessageErrorCode> Misleading => new()
    {
        { "no such segment", [[Far(7, 0)]], MessageErrorCode.BadFarPointer },
        { "pad outside", [[Far(1, 9)], [0]], MessageErrorCode.PointerOutOfBounds },
        { "second word of a pad outside", [[Far(1, 0, true)], [Far(0, 0)]], MessageErrorCode.PointerOutOfBounds },
        { "pad that is far itself", [[Far(1, 0)], [Far(1, 0)]], MessageErrorCode.BadFarPointer },
        { "double pad of two doubles", [[Far(1, 0, true)], [Far(1, 0, true), Struct(0, 1, 0)]], MessageErrorCode.BadFarPointer },
        { "double pad without a tag", [[Far(1, 0, true)], [Far(0, 0), Far(0, 0)]], MessageErrorCode.BadFarPointer },
        { "double pad to outside", [[Far(1, 0, true)], [Far(1, 2), Struct(0, 1, 0)]], MessageErrorCode.PointerOutOfBounds },
        { "pad with a capability", [[Far(1, 0)], [Capability]], MessageErrorCode.Capability },
    };

    [Theory]
    [MemberData(nameof(Leading))]
    public void EveryFormLeadsToTheStruct(string form, ulong[][] segments)
    {
        var frame = Frame(segments);
        Assert.True(MessageReader.TryOpen(frame, MessageLimits.Default, out var message, out _), form);
        var point = PointReader.From(message.Root);
        Assert.Equal((5, 9, MessageErrorCode.None), (point.X, point.Y, message.FirstFault));
        Assert.Contains("(x = 5, y = 9)", Encoding.UTF8.GetString(Interop.CapnpTool.Run(["decode", "--quiet", "--short", "every.capnp", "Point"], frame)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Misleading))]
    public void ABrokenOneReadsAsDefaultsAndIsTold(string form, ulong[][] segments, MessageErrorCode fault)
    {
        Assert.True(MessageReader.TryOpen(Frame(segments), MessageLimits.Default, out var message, out _), form);
        var point = PointReader.From(message.Root);
        Assert.Equal((0, -7, fault), (point.X, point.Y, message.FirstFault));
    }

    /// <summary>Widening a struct whose children lie in a full segment is the one case in which a builder needs pads of two words.</summary>
    [Fact]
    public void ABuilderWritesDoublePadsThatTheToolFollows()
    {
        var old = new MessageBuilder();
        var older = old.InitRoot(0, 1);
        older.InitStruct(0, 0, 1).SetText(0, "kept");
        Assert.True(MessageReader.TryOpen(old.ToArray(), MessageLimits.Default, out var source, out _));

        var builder = new MessageBuilder(4, false);
        builder.SetRoot(source.Root);
        var outer = new OuterBuilder(builder.Root.Struct(OuterBuilder.DataWords, OuterBuilder.Pointers));
        var inner = outer.Inner;
        inner.Depth = Outer.Inner.Depth.Deep;
        var frame = builder.ToArray();

        Assert.Contains(true, Enumerable.Range(0, frame.Length / 8).Select(word => (BitConverter.ToUInt64(frame, word * 8) & 7) == 6));
        Assert.True(MessageReader.TryOpen(frame, MessageLimits.Default, out var message, out _));
        var read = OuterReader.From(message.Root).Inner;
        Assert.Equal(("kept", Outer.Inner.Depth.Deep, MessageErrorCode.None), (read.Value, read.Depth, message.FirstFault));
        Assert.Contains("(inner = (value = \"kept\", depth = deep))", Encoding.UTF8.GetString(Interop.CapnpTool.Run(["decode", "--quiet", "--short", "every.capnp", "Outer"], frame)), StringComparison.Ordinal);
    }
}
