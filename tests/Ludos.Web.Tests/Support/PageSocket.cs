using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Ludos.Protocols.View.V1;

namespace Ludos.Web.Tests.Support;

internal readonly record struct Received(WebSocketMessageType Type, byte[] Bytes)
{
    public bool IsScreen => Type == WebSocketMessageType.Binary && Bytes[0] == StreamLayout.ViewScreenKind;

    public uint Sequence => BinaryPrimitives.ReadUInt32LittleEndian(Bytes.AsSpan(4));

    public ulong Epoch => BinaryPrimitives.ReadUInt64LittleEndian(Bytes.AsSpan(8));

    public JsonElement Json => JsonDocument.Parse(Bytes).RootElement;

    public bool IsText(string kind) => Type == WebSocketMessageType.Text && Json.GetProperty("type").GetString() == kind;
}

/// <summary>The page's end of the socket, without a page.</summary>
internal sealed class PageSocket(ClientWebSocket socket) : IDisposable
{
    public WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    public string? CloseReason => socket.CloseStatusDescription;

    public async Task<Received> ReceiveAsync()
    {
        var buffer = new byte[64 * 1024];
        using var message = new MemoryStream();
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, Served.Limit());
            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage || part.MessageType == WebSocketMessageType.Close)
            {
                return new Received(part.MessageType, message.ToArray());
            }
        }
    }

    public async Task<Received> ReceiveAsync(Func<Received, bool> wanted)
    {
        while (true)
        {
            var received = await ReceiveAsync();
            Assert.NotEqual(WebSocketMessageType.Close, received.Type);
            if (wanted(received))
            {
                return received;
            }
        }
    }

    /// <summary>Reads on until the server closes.</summary>
    public async Task<WebSocketCloseStatus?> UntilClosedAsync()
    {
        while ((await ReceiveAsync()).Type != WebSocketMessageType.Close)
        {
            // What was on its way before the close does not matter here.
        }

        return socket.CloseStatus;
    }

    public Task SendAsync(byte[] message) => socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, Served.Limit());

    public Task SendAsync(string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, Served.Limit());

    public Task AcknowledgeAsync(uint sequence)
    {
        var message = new byte[StreamLayout.ViewAckBytes];
        message[0] = StreamLayout.ViewAckKind;
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(1), sequence);
        return SendAsync(message);
    }

    public Task PressAsync(byte device, ushort control, float value)
    {
        var message = new byte[2 + StreamLayout.ViewInputMap.SamplesStride];
        message[0] = StreamLayout.ViewInputKind;
        message[1] = 1;
        message[2] = device;
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(3), control);
        BinaryPrimitives.WriteSingleLittleEndian(message.AsSpan(5), value);
        return SendAsync(message);
    }

    public void Dispose() => socket.Dispose();
}
