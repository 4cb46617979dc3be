using System.Text;
using Ludos.Protocols.Tests.Interop;
using Ludos.Protocols.Tests.Schemas;
using Xunit;

namespace Ludos.Protocols.Tests.Reading;

/// <summary>Schemas grow: old messages are read by new readers and new ones by old readers.</summary>
public class EvolutionTests
{
    [Fact]
    public void AnOldMessageHasTheNewFieldsDefaults()
    {
        var old = CapnpTool.Convert("text:binary", "HolderOlder", "(point = (x = 4), numbers = [7, 8])"u8);
        Assert.True(MessageReader.TryOpen(old, MessageLimits.Default, out var message, out _));
        var holder = HolderNewerReader.From(message.Root);
        Assert.Equal((4, -7, 11L, "unnamed"), (holder.Point.X, holder.Point.Y, holder.Point.Z, holder.Point.Name));
        Assert.Equal((2, 7u, 8u, ""), (holder.Numbers.Count, holder.Numbers[0].Number, holder.Numbers[1].Number, holder.Numbers[1].Name));
        Assert.Equal(MessageErrorCode.None, message.FirstFault);
    }

    [Fact]
    public void ANewMessageIsReadByAnOldReader()
    {
        var newer = CapnpTool.Convert("text:binary", "HolderNewer", "(point = (x = 4, name = \"n\"), numbers = [(number = 7, name = \"a\"), (number = 8)])"u8);
        Assert.True(MessageReader.TryOpen(newer, MessageLimits.Default, out var message, out _));
        var holder = HolderOlderReader.From(message.Root);
        Assert.Equal(4, holder.Point.X);
        Assert.Equal([7u, 8u], holder.Numbers.ToArray());
        Assert.Equal(MessageErrorCode.None, message.FirstFault);
    }

    [Fact]
    public void WhatAnOldMessageLacksCanBeWrittenIntoACopy()
    {
        var old = CapnpTool.Convert("text:binary", "HolderOlder", "(point = (x = 4), numbers = [7])"u8);
        Assert.True(MessageReader.TryOpen(old, MessageLimits.Default, out var message, out _));
        var copy = new MessageBuilder();
        copy.SetRoot(message.Root);
        var point = HolderNewerBuilder.From(copy.Root.Struct(HolderNewerBuilder.DataWords, HolderNewerBuilder.Pointers)).Point;
        Assert.Equal((4, -7), (point.X, point.Y));
        point.Z = 12;
        point.SetName("named");
        var text = Encoding.UTF8.GetString(CapnpTool.Run(["decode", "--short", "every.capnp", "HolderNewer"], copy.ToArray()));
        Assert.Contains("point = (x = 4, y = -7, z = 12, name = \"named\")", text, StringComparison.Ordinal);
    }

    [Fact]
    public void AListOfTheOldSchemaIsNotWrittenToAsTheNewOne()
    {
        var old = CapnpTool.Convert("text:binary", "HolderOlder", "(numbers = [7])"u8);
        Assert.True(MessageReader.TryOpen(old, MessageLimits.Default, out var message, out _));
        var copy = new MessageBuilder();
        copy.SetRoot(message.Root);
        Assert.Throws<InvalidOperationException>(() => HolderNewerBuilder.From(copy.Root.Struct(HolderNewerBuilder.DataWords, HolderNewerBuilder.Pointers)).Numbers.Count);
    }
}
