using System.Text;
using Ludos.Protocols.Tests.Schemas;
using Xunit;

namespace Ludos.Protocols.Tests.Interop;

/// <summary>What this runtime writes the capnp tool reads, and the other way round, in every form that the tool knows.</summary>
public class EveryInteropTests
{
    private const int Messages = 60;

    public static TheoryData<int, bool> Segments => new() { { 4096, true }, { 16, false }, { 1, false } };

    /// <summary>Many messages in one stream, so that a process is started once.</summary>
    [Theory]
    [MemberData(nameof(Segments))]
    public void TheToolReadsWhatWeWriteAndWeReadWhatItWrites(int segmentWords, bool grows)
    {
        var messages = Enumerable.Range(0, Messages).Select(seed => Make(seed, segmentWords, grows, true)).ToList();
        var expected = messages.Select(Dump).ToList();
        var stream = messages.SelectMany(message => message).ToArray();

        var text = CapnpTool.Convert("binary:text", "Every", stream);
        var back = Split(CapnpTool.Convert("text:binary", "Every", text));
        Assert.Equal(messages.Count, back.Count);
        Assert.All(expected.Zip(back), pair => Assert.Equal(pair.First, Dump(pair.Second)));
    }

    [Fact]
    public void QuotesAndLineEndsSurviveTheTextForm()
    {
        const string Awkward = "a \"b\" \\ (c) [d] \n é 🦈";
        var builder = new MessageBuilder();
        builder.InitRoot<EveryBuilder>().SetText(Awkward);
        var back = CapnpTool.Convert("text:binary", "Every", CapnpTool.Convert("binary:text", "Every", builder.ToArray()));
        Assert.True(MessageReader.TryOpen(back, MessageLimits.Default, out var reader, out _));
        Assert.Equal(Awkward, EveryReader.From(reader.Root).Text);
    }

    [Fact]
    public void PackedIsTheSameOnBothSides()
    {
        var messages = Enumerable.Range(0, Messages).Select(seed => Make(seed, 4096, true)).ToList();
        var ours = messages.SelectMany(Pack).ToArray();
        var stream = messages.SelectMany(message => message).ToArray();

        // The tool lays a message out anew whenever it converts one, so what it makes of both forms is compared.
        var laidOut = CapnpTool.Convert("binary:binary", "Every", stream);
        Assert.Equal(laidOut, CapnpTool.Convert("packed:binary", "Every", ours));
        var theirs = CapnpTool.Convert("binary:packed", "Every", stream);
        var length = PackedCodec.MeasureUnpacked(theirs, int.MaxValue).Value;
        var unpacked = new byte[length];
        Assert.Equal(length, PackedCodec.Unpack(theirs, unpacked).Value);
        Assert.Equal(laidOut, unpacked);
    }

    /// <summary>The canonical form has one segment and no defaults in it; it must read the same.</summary>
    [Fact]
    public void TheCanonicalFormOfOursReadsTheSame()
    {
        for (var seed = 0; seed < 8; seed++)
        {
            var message = Make(seed, 16, false);
            var canonical = CapnpTool.Convert("binary:canonical", "Every", message);
            byte[] framed = [0, 0, 0, 0, .. BitConverter.GetBytes(canonical.Length / 8), .. canonical];
            Assert.Equal(Dump(message), Dump(framed));
        }
    }

    [Fact]
    public void ACopyIsCanonicallyTheSame()
    {
        for (var seed = 0; seed < 8; seed++)
        {
            var message = Make(seed, 1, false);
            Assert.True(MessageReader.TryOpen(message, MessageLimits.Default, out var reader, out _));
            var copy = new MessageBuilder();
            copy.SetRoot(reader.Root);
            Assert.Equal(MessageErrorCode.None, reader.FirstFault);
            Assert.Equal(CapnpTool.Convert("binary:canonical", "Every", message), CapnpTool.Convert("binary:canonical", "Every", copy.ToArray()));
        }
    }

    [Fact]
    public void DefaultsAreTheToolsDefaults()
    {
        var message = CapnpTool.Convert("text:binary", "Defaults", "()"u8);
        Assert.True(MessageReader.TryOpen(message, MessageLimits.Default, out var reader, out _));
        var defaults = DefaultsReader.From(reader.Root);
        Assert.True(defaults.Flag);
        Assert.Equal((-123, -12345, -12345678, -123456789012345), (defaults.Tiny, defaults.Small, defaults.Medium, defaults.Large));
        Assert.Equal((234, 45678, 3456789012u, 12345678901234567890ul), (defaults.TinyUnsigned, defaults.SmallUnsigned, defaults.MediumUnsigned, defaults.LargeUnsigned));
        Assert.Equal((1234.5f, -123e45, float.PositiveInfinity), (defaults.Single, defaults.Double, defaults.Infinity));
        Assert.Equal(("foo", "bar"), (defaults.Text, Encoding.UTF8.GetString(defaults.Data)));
        Assert.Equal((3, -7, Colour.Blue), (defaults.Point.X, defaults.Point.Y, defaults.Colour));
        Assert.Equal([111111, -222222], defaults.Ints.ToArray());
        Assert.Equal(("plugh", "xyzzy"), (defaults.Texts[0], defaults.Texts[1]));
        Assert.Equal((1, -7, 0, 2), (defaults.Points[0].X, defaults.Points[0].Y, defaults.Points[1].X, defaults.Points[1].Y));
        Assert.Equal(("in", Outer.Inner.Depth.Deep), (defaults.Nested.Value, defaults.Nested.Depth));
        Assert.True(defaults.Flags[0] && !defaults.Flags[1] && defaults.Flags[2]);
        Assert.Equal(MessageErrorCode.None, reader.FirstFault);
    }

    [Fact]
    public void WhatDiffersFromADefaultIsWrittenAsTheToolReadsIt()
    {
        var builder = new MessageBuilder();
        var defaults = builder.InitRoot<DefaultsBuilder>();
        Assert.Equal((true, -123, 3456789012u, -123e45), (defaults.Flag, defaults.Tiny, defaults.MediumUnsigned, defaults.Double));
        defaults.Flag = false;
        defaults.Tiny = 1;
        defaults.LargeUnsigned = 0;
        defaults.Single = -1.5f;
        defaults.Double = 0;
        defaults.Colour = Colour.Red;
        defaults.SetText("");
        var point = defaults.Point;
        point.Y = 4;
        var second = defaults.Points[1];
        second.X = 9;
        var text = Encoding.UTF8.GetString(CapnpTool.Run(["decode", "--short", "every.capnp", "Defaults"], builder.ToArray()));
        Assert.Contains("flag = false, tiny = 1, small = -12345", text, StringComparison.Ordinal);
        Assert.Contains("largeUnsigned = 0, single = -1.5, double = 0, text = \"\", point = (x = 3, y = 4), colour = red", text, StringComparison.Ordinal);
        Assert.Contains("points = [(x = 1, y = -7), (x = 9, y = 2)]", text, StringComparison.Ordinal);
    }

    internal static byte[] Make(int seed, int segmentWords, bool grows, bool isForTextForm = false, int depth = 2)
    {
        var builder = new MessageBuilder(segmentWords, grows);
        new EveryMaker(seed, isForTextForm).Fill(builder.InitRoot<EveryBuilder>(), depth);
        return builder.ToArray();
    }

    private static string Dump(byte[] message)
    {
        var text = EveryDump.Of(message, out var fault);

        // The open pointer is looked at as a struct, which a text is not.
        Assert.True(fault is MessageErrorCode.None or MessageErrorCode.WrongPointerKind, fault.ToString());
        return text;
    }

    private static byte[] Pack(byte[] message)
    {
        var packed = new byte[PackedCodec.MaxPackedBytes(message.Length)];
        return packed[..PackedCodec.Pack(message, packed)];
    }

    private static List<byte[]> Split(byte[] stream)
    {
        var messages = new List<byte[]>();
        for (var at = 0; at < stream.Length;)
        {
            var length = MessageFrame.Measure(stream.AsSpan(at), int.MaxValue).Value;
            Assert.NotEqual(0, length);
            messages.Add(stream[at..(at + length)]);
            at += length;
        }

        return messages;
    }
}
