using Ludos.Protocols.Tests.Schemas;
using Xunit;
using static Ludos.Protocols.Tests.Reading.HandMade;

namespace Ludos.Protocols.Tests.Reading;

public class LimitTests
{
    private const int ChildPointer = 21;

    public static TheoryData<string, ulong[], MessageErrorCode> Lists => new()
    {
        { "outside", [Struct(0, 0, 1), List(0, ElementSize.FourBytes, 3), 0], MessageErrorCode.PointerOutOfBounds },
        { "before the segment", [Struct(0, 0, 1), List(-3, ElementSize.FourBytes, 1)], MessageErrorCode.PointerOutOfBounds },
        { "the most elements", [Struct(0, 0, 1), List(0, ElementSize.EightBytes, (1 << 29) - 1)], MessageErrorCode.PointerOutOfBounds },
        { "a struct", [Struct(0, 0, 1), Struct(0, 1, 0), 0], MessageErrorCode.WrongPointerKind },
        { "a capability", [Struct(0, 0, 1), Capability], MessageErrorCode.Capability },
        { "no kind", [Struct(0, 0, 1), 7], MessageErrorCode.WrongPointerKind },
        { "too narrow", [Struct(0, 0, 1), List(0, ElementSize.Byte, 8), 0], MessageErrorCode.WrongElementSize },
        { "bits", [Struct(0, 0, 1), List(0, ElementSize.Bit, 8), 0], MessageErrorCode.WrongElementSize },
        { "structs without data", [Struct(0, 0, 1), List(0, ElementSize.Composite, 1), Struct(1, 0, 1), 0], MessageErrorCode.WrongElementSize },
        { "structs with a list for a tag", [Struct(0, 0, 1), List(0, ElementSize.Composite, 1), List(1, 0, 0), 0], MessageErrorCode.BadStructList },
        { "more structs than words", [Struct(0, 0, 1), List(0, ElementSize.Composite, 1), Struct(2, 1, 0), 0], MessageErrorCode.BadStructList },
        { "fewer than no structs", [Struct(0, 0, 1), List(0, ElementSize.Composite, 1), Struct(-1, 1, 0), 0], MessageErrorCode.BadStructList },
        { "more empty structs than may be read", [Struct(0, 0, 1), List(0, ElementSize.Composite, 0), Struct(1 << 28, 0, 0)], MessageErrorCode.WrongElementSize },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public void ABrokenListIsEmptyAndTold(string form, ulong[] words, MessageErrorCode fault)
    {
        Assert.True(MessageReader.TryOpen(Frame(words), MessageLimits.Default, out var message, out _), form);
        Assert.Equal((0, fault), (message.Root.List(0, ElementSize.FourBytes).Count, message.FirstFault));
        Assert.NotNull(message.Check("The test"));
    }

    [Fact]
    public void EmptyElementsCountAgainstTheBudget()
    {
        var frame = Frame([Struct(0, 0, 1), List(0, ElementSize.Composite, 0), Struct(1 << 28, 0, 0)]);
        Assert.True(MessageReader.TryOpen(frame, MessageLimits.Default, out var message, out _));
        Assert.Equal((0, MessageErrorCode.TraversalLimit), (message.Root.List(0, ElementSize.Composite).Count, message.FirstFault));
    }

    [Fact]
    public void ReadingTheSameListAgainAndAgainEnds()
    {
        var builder = new MessageBuilder();
        builder.InitRoot<EveryBuilder>().InitLongs(100);
        Assert.True(MessageReader.TryOpen(builder.ToArray(), new MessageLimits(1_000, 64), out var message, out _));
        var every = EveryReader.From(message.Root);
        var full = 0;
        for (var times = 0; times < 100; times++)
        {
            full += every.Longs.Count == 100 ? 1 : 0;
        }

        Assert.Equal((9, MessageErrorCode.TraversalLimit), (full, message.FirstFault));
    }

    /// <summary>A loop that asks for the list anew at each turn finds it empty once the budget is spent: defaults then, no exception.</summary>
    [Fact]
    public void AnIndexPastTheEndThrowsOnlyInASoundMessage()
    {
        var builder = new MessageBuilder();
        builder.InitRoot<EveryBuilder>().InitLongs(100);
        var frame = builder.ToArray();
        Assert.Throws<ArgumentOutOfRangeException>(() =>
        {
            Assert.True(MessageReader.TryOpen(frame, MessageLimits.Default, out var sound, out _));
            return EveryReader.From(sound.Root).Longs[100];
        });
        Assert.True(MessageReader.TryOpen(frame, new MessageLimits(100, 64), out var spent, out _));
        var every = EveryReader.From(spent.Root);
        Assert.Equal((0, 0L, MessageErrorCode.TraversalLimit), (every.Longs.Count, every.Longs[5], spent.FirstFault));
    }

    [Fact]
    public void AStructInsideItselfEndsAtTheDepthLimit()
    {
        // A struct of pointers alone, whose child pointer leads back to its own start.
        var words = new ulong[2 + ChildPointer];
        words[0] = Struct(0, 0, ChildPointer + 1);
        words[1 + ChildPointer] = Struct(-ChildPointer - 1, 0, ChildPointer + 1);
        Assert.True(MessageReader.TryOpen(Frame(words), MessageLimits.Default, out var message, out _));
        Assert.Equal((MessageLimits.Default.Depth, MessageErrorCode.DepthLimit), (Levels(EveryReader.From(message.Root)), message.FirstFault));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("00000000")]
    [InlineData("0000000001000000")]
    [InlineData("01000000010000000100000000000000AAAAAAAAAAAAAAAA")]
    public void AFrameThatIsCutOffIsRefused(string hex)
    {
        Assert.False(MessageReader.TryOpen(Convert.FromHexString(hex), MessageLimits.Default, out _, out var fault));
        Assert.Equal(MessageErrorCode.Truncated, fault.Code);
    }

    [Theory]
    [InlineData("FF010000", MessageErrorCode.Truncated)]
    [InlineData("00020000", MessageErrorCode.TooManySegments)]
    [InlineData("FFFFFFFF", MessageErrorCode.TooManySegments)]
    [InlineData("00000000FFFFFFFF", MessageErrorCode.TooLarge)]
    public void AFrameThatAnnouncesTooMuchIsRefused(string hex, MessageErrorCode code)
    {
        Assert.False(MessageReader.TryOpen(Convert.FromHexString(hex), MessageLimits.Default, out _, out var fault));
        Assert.Equal(code, fault.Code);
    }

    [Fact]
    public void AMessageWithoutAWordReadsAsDefaults()
    {
        Assert.True(MessageReader.TryOpen(Frame(new ulong[][] { [] }), MessageLimits.Default, out var message, out _));
        Assert.Equal((-7, MessageErrorCode.PointerOutOfBounds), (PointReader.From(message.Root).Y, message.FirstFault));
    }

    [Fact]
    public void ATextWithoutItsZeroIsEmptyAndTold()
    {
        Assert.True(MessageReader.TryOpen(Frame([Struct(0, 0, 1), List(0, ElementSize.Byte, 3), 0x636261]), MessageLimits.Default, out var message, out _));
        Assert.Equal(("", MessageErrorCode.TextNotTerminated), (message.Root.Text(0), message.FirstFault));
    }

    private static int Levels(EveryReader every)
    {
        var levels = 1;
        while (every.HasChild && levels < 1_000)
        {
            var before = every.Raw.PointerCount;
            every = every.Child;
            if (every.Raw.PointerCount != before)
            {
                return levels;
            }

            levels++;
        }

        return levels;
    }
}
