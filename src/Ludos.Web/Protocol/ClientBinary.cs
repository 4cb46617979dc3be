using System.Buffers.Binary;
using Ludos.Base;
using Ludos.Runtime;

namespace Ludos.Web.Protocol;

/// <summary>Reads binary messages of a page: foreign bytes.</summary>
internal static class ClientBinary
{
    private const InputDevice LastDevice = InputDevice.Gamepad;

    /// <summary>The sequence number of a frame that the page has drawn.</summary>
    public static Result<uint, ClientMessageError> ReadAck(ReadOnlySpan<byte> message) =>
        message.Length == WireFormat.AckBytes
            ? BinaryPrimitives.ReadUInt32LittleEndian(message[1..])
            : new Fault<ClientMessageError>(ClientMessageError.BadLength, $"An acknowledgement has {WireFormat.AckBytes} bytes, this one {message.Length}.");

    /// <summary>Reads input samples.</summary>
    /// <param name="samples">At least <see cref="WireFormat.MaxSamples"/> long.</param>
    /// <returns>How many were read.</returns>
    public static Result<int, ClientMessageError> ReadInput(ReadOnlySpan<byte> message, Span<InputSample> samples)
    {
        var count = message.Length < 2 ? 0 : message[1];
        if (count is 0 or > WireFormat.MaxSamples || message.Length != 2 + (count * WireFormat.SampleBytes))
        {
            return new Fault<ClientMessageError>(ClientMessageError.BadLength, $"An input message of {message.Length} bytes does not hold {count} samples of 1 to {WireFormat.MaxSamples}.");
        }

        for (var i = 0; i < count; i++)
        {
            var bytes = message.Slice(2 + (i * WireFormat.SampleBytes), WireFormat.SampleBytes);
            var device = (InputDevice)bytes[0];
            var value = BinaryPrimitives.ReadSingleLittleEndian(bytes[3..]);
            var value2 = BinaryPrimitives.ReadSingleLittleEndian(bytes[7..]);
            if (device > LastDevice || !float.IsFinite(value) || !float.IsFinite(value2))
            {
                return new Fault<ClientMessageError>(ClientMessageError.BadValue, $"Input sample {i} has device {bytes[0]} and values {value}, {value2}.");
            }

            samples[i] = new InputSample(device, BinaryPrimitives.ReadUInt16LittleEndian(bytes[1..]), value, value2);
        }

        return count;
    }
}
