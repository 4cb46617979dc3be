using System.Net.WebSockets;
using Ludos.Runtime;
using Ludos.Web.Protocol;

namespace Ludos.Web.Streaming;

/// <summary>One page's socket: one loop sends, one receives. A page that does not read holds up nothing but its own loop.</summary>
internal sealed class Viewer(WebSocket socket, GameSession session, ScreenFeed? screen)
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly ViewerReceiver _receiver = new(session);
    private readonly ScreenStream? _stream = screen?.OpenStream();
    private volatile bool _isEnding;

    public Outbox Outbox { get; } = new();

    public bool WantsSound => _receiver.WantsSound;

    /// <summary>Trace lines up to this one were sent. The hub's status loop only.</summary>
    public long TraceSequence { get; set; }

    /// <summary>Which of the timeline's changes the marks are of that were sent. The timeline feed only.</summary>
    public long MarksSent { get; set; } = -1;

    /// <summary>Lets the page send its next interval's worth of messages.</summary>
    public void RefillAllowance() => _receiver.RefillAllowance();

    /// <summary>Ends the socket with this reason, after what waits was sent.</summary>
    public void End(WebSocketCloseStatus status, string reason)
    {
        _receiver.Close(status, reason);
        _isEnding = true;
        Outbox.Wake();
    }

    /// <summary>Runs until the page leaves, misbehaves or is ended. Throws nothing.</summary>
    public async Task RunAsync(CancellationToken aborted)
    {
        using var all = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        var receiving = ReceiveAsync(all.Token);
        var sending = SendAsync(all.Token);
        await Task.WhenAny(receiving, sending);
        _isEnding = true;
        Outbox.Wake();
        _ = await Task.WhenAny(sending, Task.Delay(CloseTimeout, CancellationToken.None));
        await CloseAsync(sending.IsCompleted);
        // The page answers the close; cutting it short would drop what it has not read yet.
        _ = await Task.WhenAny(receiving, Task.Delay(CloseTimeout, CancellationToken.None));
        await all.CancelAsync();
        await Task.WhenAll(receiving, sending);
        _receiver.ReleaseAll();
    }

    private async Task ReceiveAsync(CancellationToken cancellation)
    {
        var buffer = new byte[WebLimits.MaxMessageBytes];
        var filled = 0;
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(filled), cancellation);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                filled += part.Count;
                if (!part.EndOfMessage && filled == buffer.Length)
                {
                    _receiver.Close(WebSocketCloseStatus.MessageTooBig, $"A message may have {WebLimits.MaxMessageBytes} bytes.");
                    return;
                }

                if (part.EndOfMessage && !_receiver.Take(buffer.AsMemory(0, filled), part.MessageType == WebSocketMessageType.Text, _stream, Outbox))
                {
                    return;
                }

                filled = part.EndOfMessage ? 0 : filled;
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The page is gone; there is nobody to tell.
        }
    }

    private async Task SendAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await SendTextsAsync(cancellation);
                if (_isEnding)
                {
                    return;
                }

                while (Outbox.TakeSound() is { } sound)
                {
                    await SendAsync(sound, WebSocketMessageType.Binary, cancellation);
                }

                if (_stream is { HasRoom: true } && screen!.Encode(_stream) is var length and > 0)
                {
                    await SendAsync(_stream.Message[..length], WebSocketMessageType.Binary, cancellation);
                }

                await Outbox.WaitAsync(cancellation);
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The page is gone, or takes too long to read.
        }
    }

    private async Task SendTextsAsync(CancellationToken cancellation)
    {
        while (Outbox.TakeText() is { } text)
        {
            await SendAsync(text, WebSocketMessageType.Text, cancellation);
        }
    }

    private async Task SendAsync(ReadOnlyMemory<byte> message, WebSocketMessageType type, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(WebLimits.SendTimeout);
        await socket.SendAsync(message, type, endOfMessage: true, limited.Token);
    }

    private async Task CloseAsync(bool mayWrite)
    {
        if (mayWrite && socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            try
            {
                using var limited = new CancellationTokenSource(CloseTimeout);
                await socket.CloseOutputAsync(_receiver.CloseStatus, _receiver.CloseReason, limited.Token);
                return;
            }
            catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
            {
                // It went first.
            }
        }

        socket.Abort();
    }
}
