using System.Buffers.Binary;
using Ludos.Base;
using Ludos.Protocols.View.V1;
using Ludos.Runtime;
using InputMap = Ludos.Protocols.View.V1.StreamLayout.ViewInputMap;
using SampleMap = Ludos.Protocols.View.V1.StreamLayout.ViewSampleMap;

namespace Ludos.Web.Protocol;

/// <summary>Reads binary messages of a page: foreign bytes.</summary>
internal static class ClientBinary
{
    private const InputDevice LastDevice = InputDevice.Gamepad;

    /// <summary>The sequence number of a frame that the page has drawn.</summary>
    public static Result<uint, ClientMessageError> ReadAck(ReadOnlySpan<byte> message) =>
        message.Length == StreamLayout.ViewAckBytes
            ? BinaryPrimitives.ReadUInt32LittleEndian(message[StreamLayout.ViewAckMap.SequenceOffset..])
            : new Fault<ClientMessageError>(ClientMessageError.BadLength, $"An acknowledgement has {StreamLayout.ViewAckBytes} bytes, this one {message.Length}.");

    /// <summary>Reads input samples.</summary>
    /// <param name="samples">At least <see cref="InputMap.SamplesCount"/> long.</param>
    /// <returns>How many were read.</returns>
    public static Result<int, ClientMessageError> ReadInput(ReadOnlySpan<byte> message, Span<InputSample> samples)
    {
        var count = message.Length < InputMap.SamplesOffset ? 0 : message[InputMap.CountOffset];
        if (count is 0 or > InputMap.SamplesCount || message.Length != InputMap.SamplesOffset + (count * InputMap.SamplesStride))
        {
            return new Fault<ClientMessageError>(ClientMessageError.BadLength, $"An input message of {message.Length} bytes does not hold {count} samples of 1 to {InputMap.SamplesCount}.");
        }

        for (var i = 0; i < count; i++)
        {
            var bytes = message.Slice(InputMap.SamplesOffset + (i * InputMap.SamplesStride), InputMap.SamplesStride);
            var device = (InputDevice)bytes[SampleMap.DeviceOffset];
            var value = BinaryPrimitives.ReadSingleLittleEndian(bytes[SampleMap.ValueOffset..]);
            var value2 = BinaryPrimitives.ReadSingleLittleEndian(bytes[SampleMap.Value2Offset..]);
            if (device > LastDevice || !float.IsFinite(value) || !float.IsFinite(value2))
            {
                return new Fault<ClientMessageError>(ClientMessageError.BadValue, $"Input sample {i} has device {(byte)device} and values {value}, {value2}.");
            }

            samples[i] = new InputSample(device, BinaryPrimitives.ReadUInt16LittleEndian(bytes[SampleMap.ControlOffset..]), value, value2);
        }

        return count;
    }
}
