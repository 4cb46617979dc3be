using System.Buffers.Binary;
using System.Security.Cryptography;
using Ludos.Base;
using Ludos.Platform.Ipc;
using Ludos.Protocols;
using Ludos.Protocols.Trust.V1;

namespace Ludos.Trust;

/// <summary>Messages of the keeper protocol over one connection: a length, then so many bytes. One thread at a time.</summary>
internal sealed class KeeperChannel(LocalConnection connection) : IDisposable
{
    private const int LengthBytes = sizeof(uint);

    internal static TimeSpan MessageTimeout { get; } = TimeSpan.FromSeconds(10);

    internal static MessageLimits Limits { get; } = new(KeeperConstants.KeeperMaxMessageBytes / MessageLimits.WordBytes * 2, 8);

    internal Fault<LocalSocketErrorCode>? Send(MessageBuilder message)
    {
        var bytes = new byte[LengthBytes + message.FrameBytes];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, message.FrameBytes);
        message.WriteTo(bytes.AsSpan(LengthBytes));
        var fault = connection.Send(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return fault;
    }

    /// <summary>A whole message, copied. <see cref="LocalSocketErrorCode.System"/> when its length is not allowed.</summary>
    /// <param name="patience">How long the first byte may take; the rest has <see cref="MessageTimeout"/>.</param>
    internal Result<byte[], LocalSocketErrorCode> Receive(TimeSpan patience)
    {
        try
        {
            return ReceiveWhole(patience);
        }
        catch (ObjectDisposedException)
        {
            // Ended by another thread between two calls.
            return new Fault<LocalSocketErrorCode>(LocalSocketErrorCode.Closed, "This side was closed.");
        }
    }

    public void Dispose() => connection.Dispose();

    private Result<byte[], LocalSocketErrorCode> ReceiveWhole(TimeSpan patience)
    {
        Span<byte> head = stackalloc byte[LengthBytes];
        connection.SetReceiveTimeout(patience);
        if (connection.Receive(head) is { } silence)
        {
            return silence;
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(head);
        if (length is 0 or > KeeperConstants.KeeperMaxMessageBytes)
        {
            return new Fault<LocalSocketErrorCode>(LocalSocketErrorCode.System, $"A message of {length} bytes was announced; {KeeperConstants.KeeperMaxMessageBytes} are the most.");
        }

        var message = new byte[length];
        connection.SetReceiveTimeout(MessageTimeout);
        return connection.Receive(message) is { } cut ? cut : message;
    }
}
