using System.Buffers.Binary;
using System.Text;
using Ludos.Protocols.View.V1;
using Ludos.Runtime;
using Ludos.Web.Protocol;
using Ludos.Web.Tests.Support;

namespace Ludos.Web.Tests.Protocol;

public sealed class ClientMessageTests
{
    [Theory]
    [InlineData("""{"op":"pause"}""", ClientOp.Pause)]
    [InlineData("""{"op":"resume"}""", ClientOp.Resume)]
    [InlineData("""{"op":"restart"}""", ClientOp.Restart)]
    [InlineData("""{"op":"key"}""", ClientOp.Key)]
    [InlineData("""{"op":"audio","on":false}""", ClientOp.Audio)]
    [InlineData("""{"op":"bind","device":0,"control":82,"player":3,"bit":64}""", ClientOp.Bind)]
    [InlineData("""{"op":"seek","tick":9007199254740991}""", ClientOp.Seek)]
    [InlineData("""{"op":"step","ticks":-3600}""", ClientOp.Step)]
    [InlineData("""{"op":"branch","id":1}""", ClientOp.Branch)]
    internal void Commands_are_read(string text, ClientOp op)
    {
        var parsed = ClientCommandParser.Parse(Encoding.UTF8.GetBytes(text));
        Assert.Equal(op, parsed.Value.Op);
    }

    [Fact]
    public void A_binding_keeps_its_fields()
    {
        var command = ClientCommandParser.Parse("""{"op":"bind","device":0,"control":511,"player":2,"bit":16}"""u8.ToArray()).Value;
        Assert.Equal(new ClientCommand(ClientOp.Bind, Control: 511, Player: 2, Bit: GamepadBit.Left), command);
    }

    [Theory]
    [InlineData("", ClientMessageError.BadJson)]
    [InlineData("pause", ClientMessageError.BadJson)]
    [InlineData("[]", ClientMessageError.BadJson)]
    [InlineData("""{"op":7}""", ClientMessageError.BadJson)]
    [InlineData("""{"op":"pause","op":"resume"}""", ClientMessageError.BadJson)]
    [InlineData("""{"op":"\ud800"}""", ClientMessageError.BadJson)]
    [InlineData("""{"op":{"a":{"b":{}}}}""", ClientMessageError.BadJson)]
    [InlineData("""{"op":"format"}""", ClientMessageError.UnknownOp)]
    [InlineData("""{"op":"audio"}""", ClientMessageError.BadField)]
    [InlineData("""{"op":"audio","on":1}""", ClientMessageError.BadField)]
    [InlineData("""{"op":"bind","device":3,"control":1,"player":0,"bit":1}""", ClientMessageError.BadField)]
    [InlineData("""{"op":"bind","device":0,"control":512,"player":0,"bit":1}""", ClientMessageError.BadField)]
    [InlineData("""{"op":"bind","device":0,"control":1.5,"player":0,"bit":1}""", ClientMessageError.BadField)]
    [InlineData("""{"op":"bind","device":0,"control":1,"player":4,"bit":1}""", ClientMessageError.BadField)]
    [InlineData("""{"op":"bind","device":0,"control":1,"player":0,"bit":3}""", ClientMessageError.BadField)]
    [InlineData("""{"op":"bind","device":0,"control":1,"player":0,"bit":4}""", ClientMessageError.BadField)]
    [InlineData("""{"op":"bind","device":0,"control":1,"player":0,"bit":-1}""", ClientMessageError.BadField)]
    [InlineData("""{"op":"seek"}""", ClientMessageError.BadField)]
    [InlineData("""{"op":"seek","tick":-1}""", ClientMessageError.BadField)]
    [InlineData("""{"op":"seek","tick":1.5}""", ClientMessageError.BadField)]
    [InlineData("""{"op":"seek","tick":"7"}""", ClientMessageError.BadField)]
    [InlineData("""{"op":"seek","tick":9007199254740992}""", ClientMessageError.BadField)]
    [InlineData("""{"op":"seek","tick":1e300}""", ClientMessageError.BadField)]
    [InlineData("""{"op":"step","ticks":3601}""", ClientMessageError.BadField)]
    [InlineData("""{"op":"step","ticks":-3601}""", ClientMessageError.BadField)]
    [InlineData("""{"op":"branch","id":0}""", ClientMessageError.BadField)]
    [InlineData("""{"op":"branch","id":2147483648}""", ClientMessageError.BadField)]
    [InlineData("""{"op":"branch","name":"main"}""", ClientMessageError.BadField)]
    internal void What_is_not_a_command_is_refused(string text, ClientMessageError error) =>
        Assert.Equal(error, ClientCommandParser.Parse(Encoding.UTF8.GetBytes(text)).Fault!.Code);

    [Fact]
    public void Samples_are_read()
    {
        byte[] message = [0x10, 1, 1, 0x02, 0x01, 0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0];
        var samples = new InputSample[StreamLayout.ViewInputMap.SamplesCount];
        Assert.Equal(1, ClientBinary.ReadInput(message, samples).Value);
        Assert.Equal(new InputSample(InputDevice.Mouse, 0x0102, 1, -2), samples[0]);
    }

    [Theory]
    [InlineData(4, 0f, ClientMessageError.BadValue)]
    [InlineData(255, 0f, ClientMessageError.BadValue)]
    [InlineData(0, float.NaN, ClientMessageError.BadValue)]
    [InlineData(0, float.PositiveInfinity, ClientMessageError.BadValue)]
    internal void Samples_of_no_device_or_no_number_are_refused(byte device, float value, ClientMessageError error)
    {
        var message = new byte[2 + StreamLayout.ViewInputMap.SamplesStride];
        message[0] = StreamLayout.ViewInputKind;
        message[1] = 1;
        message[2] = device;
        BinaryPrimitives.WriteSingleLittleEndian(message.AsSpan(5), value);
        Assert.Equal(error, ClientBinary.ReadInput(message, new InputSample[StreamLayout.ViewInputMap.SamplesCount]).Fault!.Code);
    }

    [Fact]
    public void Any_bytes_are_read_or_refused()
    {
        var random = new SeededBytes(20_263);
        var samples = new InputSample[StreamLayout.ViewInputMap.SamplesCount];
        var taken = 0;
        for (var round = 0; round < 50_000; round++)
        {
            var count = random.Below(StreamLayout.ViewInputMap.SamplesCount + 2);
            var exact = random.Below(4) > 0;
            var message = random.Take(exact ? 2 + (count * StreamLayout.ViewInputMap.SamplesStride) : random.Below(200));
            if (message.Length > 1 && exact)
            {
                message[1] = (byte)count;
                for (var at = 2; at < message.Length; at += StreamLayout.ViewInputMap.SamplesStride)
                {
                    message[at] = (byte)random.Below(random.Below(50) == 0 ? 256 : 4);
                }
            }

            if (ClientBinary.ReadInput(message, samples).TryGet(out var read, out _))
            {
                taken++;
                Assert.Equal(message[1], read);
                Assert.All(samples[..read], sample => Assert.True(float.IsFinite(sample.Value) && sample.Device <= InputDevice.Gamepad));
            }

            _ = ClientBinary.ReadAck(message);
        }

        Assert.True(taken > 50, $"Only {taken} messages were valid: the fuzzer does not reach what it tests.");
    }

    [Fact]
    public void Any_text_is_read_or_refused()
    {
        var random = new SeededBytes(20_264);
        string[] parts = ["{", "}", "\"op\"", ":", ",", "\"bind\"", "\"pause\"", "\"audio\"", "\"on\"", "true", "1e9", "-0", "\"device\"", "0", "\"seek\"", "\"tick\"", "\"step\"", "\"ticks\"", "\"branch\"", "\"id\"", "-7", "9e99", "\"\\ud800\"", "[", "]", "null", " ", "\u0000", "é"];
        var taken = 0;
        for (var round = 0; round < 50_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Below(12)).Select(_ => parts[random.Below(parts.Length)]));
            var bytes = Encoding.UTF8.GetBytes(round % 2 == 0 ? text : $$"""{"op":{{text}}}""");
            if (random.Below(5) == 0 && bytes.Length > 0)
            {
                bytes[random.Below(bytes.Length)] = (byte)random.Below(256);
            }

            taken += ClientCommandParser.Parse(bytes).IsOk ? 1 : 0;
        }

        Assert.True(taken > 50, $"Only {taken} texts were valid: the fuzzer does not reach what it tests.");
    }
}
