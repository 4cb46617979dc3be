using System.Net.WebSockets;
using System.Threading.Channels;
using Ludos.Runtime;
using Ludos.Web.Protocol;

namespace Ludos.Web.Regions;

/// <summary>One page's region socket: one loop sends, one receives. A page that does not read holds up nothing but its own loop.</summary>
internal sealed class RegionPage : IDisposable
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);
    private static readonly int MostSendIntervals = (int)(WebLimits.SendTimeout / WebLimits.StatusInterval);

    private readonly WebSocket _socket;
    private readonly GameSession _session;
    private readonly RegionFeeds _feeds;
    private readonly Action _wake;
    private readonly Channel<byte> _wakes = Channel.CreateBounded<byte>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly Channel<byte[]> _texts = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(WebLimits.MaxQueuedTexts) { SingleReader = true });
    private readonly WatchedRegion?[] _watched = new WatchedRegion?[WebLimits.MaxFeedsPerPage];
    private readonly CancellationTokenSource _gone;
    private int _allowance = WebLimits.MaxMessagesPerInterval;
    private int _sendIntervals;
    private bool _isSending;
    private volatile bool _isEnding;
    private (WebSocketCloseStatus Status, string Reason)? _close;

    public RegionPage(WebSocket socket, GameSession session, RegionFeeds feeds, CancellationToken aborted)
    {
        (_socket, _session, _feeds) = (socket, session, feeds);
        _gone = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        _wake = () => _wakes.Writer.TryWrite(0);
    }

    /// <summary>Queues a text; a page that leaves too many unread is closed.</summary>
    public void Say(byte[] utf8)
    {
        if (!_texts.Writer.TryWrite(utf8))
        {
            End(WebSocketCloseStatus.PolicyViolation, "Too many texts wait unread.");
        }

        _wake();
    }

    /// <summary>Ends the socket with this reason, after what waits was sent.</summary>
    public void End(WebSocketCloseStatus status, string reason)
    {
        _close ??= (status, reason);
        _isEnding = true;
        _wake();
    }

    /// <summary>Four times a second: the page's next messages, and the end of one that takes too long to read. No timer a message.</summary>
    public void OnInterval()
    {
        Volatile.Write(ref _allowance, WebLimits.MaxMessagesPerInterval);
        if (Volatile.Read(ref _isSending) && Interlocked.Increment(ref _sendIntervals) > MostSendIntervals)
        {
            _socket.Abort();
        }
    }

    /// <summary>Runs until the page leaves, misbehaves or is ended. Throws nothing.</summary>
    public async Task RunAsync()
    {
        var receiving = ReceiveAsync();
        var sending = SendAsync();
        _ = await Task.WhenAny(receiving, sending);
        _isEnding = true;
        _wake();
        _ = await Task.WhenAny(sending, Task.Delay(CloseTimeout, CancellationToken.None));
        await CloseAsync(sending.IsCompleted);
        // The page answers the close; cutting it short would drop what it has not read yet.
        _ = await Task.WhenAny(receiving, Task.Delay(CloseTimeout, CancellationToken.None));
        await _gone.CancelAsync();
        await Task.WhenAll(receiving, sending);
        for (var feed = 0; feed < _watched.Length; feed++)
        {
            Unwatch(feed);
        }
    }

    public void Dispose() => _gone.Dispose();

    private async Task ReceiveAsync()
    {
        var buffer = new byte[WebLimits.MaxMessageBytes];
        var filled = 0;
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer.AsMemory(filled), _gone.Token);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                filled += part.Count;
                if (!part.EndOfMessage && filled == buffer.Length)
                {
                    _close ??= (WebSocketCloseStatus.MessageTooBig, $"A message may have {WebLimits.MaxMessageBytes} bytes.");
                    return;
                }

                if (!part.EndOfMessage)
                {
                    continue;
                }

                if (Take(buffer.AsMemory(0, filled), part.MessageType == WebSocketMessageType.Text) is { } complaint)
                {
                    _close ??= (WebSocketCloseStatus.PolicyViolation, complaint);
                    return;
                }

                filled = 0;
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The page is gone; there is nobody to tell.
        }
    }

    /// <returns>Why the socket is to be closed, or null.</returns>
    private string? Take(ReadOnlyMemory<byte> message, bool isText)
    {
        if (Interlocked.Decrement(ref _allowance) < 0)
        {
            return "Too many messages.";
        }

        if (isText)
        {
            if (!RegionCommandParser.Parse(message).TryGet(out var command, out var fault))
            {
                return fault.Message;
            }

            Act(command);
            return null;
        }

        if (!RegionCommandParser.ReadAck(message.Span).TryGet(out var ack, out var ackFault))
        {
            return ackFault.Message;
        }

        // A page may acknowledge what came before it let go of the feed.
        if (Volatile.Read(ref _watched[ack.Feed]) is { } watched && !watched.Acknowledge(ack.Sequence))
        {
            return $"Frame {ack.Sequence} of feed {ack.Feed} was not sent.";
        }

        _wake();
        return null;
    }

    private void Act(in RegionCommand command)
    {
        switch (command.Op)
        {
            case RegionOp.Watch:
                Watch(command);
                break;
            case RegionOp.Unwatch:
                Unwatch(command.Feed);
                break;
            case RegionOp.Key:
                Volatile.Read(ref _watched[command.Feed])?.WantKey();
                _wake();
                break;
        }
    }

    private void Watch(in RegionCommand command)
    {
        if (_watched[command.Feed] is { } taken)
        {
            Say(RegionTexts.Refused(command.Feed, RegionRefusalCode.FeedTaken, $"Feed {command.Feed} watches '{taken.Feed.Region.Name}' already.", "Unwatch it first."));
            return;
        }

        if (!_feeds.Open(command.Region, _wake).TryGet(out var feed, out var fault))
        {
            Say(RegionTexts.Refused(command.Feed, fault.Code, fault.Message, fault.Mend ?? ""));
            return;
        }

        var description = RegionTexts.Describe(command.Feed, feed.Region.Schema, _session);
        Volatile.Write(ref _watched[command.Feed], new WatchedRegion(feed, command.Feed, command.Check, description));
        _wake();
    }

    private void Unwatch(int feed)
    {
        if (Interlocked.Exchange(ref _watched[feed], null) is { } watched)
        {
            _feeds.Close(watched.Feed, _wake);
        }
    }

    private async Task SendAsync()
    {
        try
        {
            while (true)
            {
                while (_texts.Reader.TryRead(out var text))
                {
                    await SendAsync(text, WebSocketMessageType.Text, isLast: true);
                }

                if (_isEnding)
                {
                    return;
                }

                if (!await SendFramesAsync())
                {
                    _ = await _wakes.Reader.ReadAsync(_gone.Token);
                }
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The page is gone, or takes too long to read.
        }
    }

    /// <summary>One frame of each region that has news, so that none starves another.</summary>
    /// <returns>Whether there was one.</returns>
    private async ValueTask<bool> SendFramesAsync()
    {
        var any = false;
        for (var number = 0; number < _watched.Length; number++)
        {
            if (Volatile.Read(ref _watched[number]) is not { } watched || watched.Take() is not { } frame)
            {
                continue;
            }

            try
            {
                if (watched.TakeDescription() is { } description)
                {
                    await SendAsync(description, WebSocketMessageType.Text, isLast: true);
                }

                await SendAsync(watched.Header, WebSocketMessageType.Binary, isLast: false);
                await SendAsync(frame.Bytes, WebSocketMessageType.Binary, isLast: true);
                any = true;
            }
            finally
            {
                frame.Release();
            }
        }

        return any;
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> message, WebSocketMessageType type, bool isLast)
    {
        Volatile.Write(ref _sendIntervals, 0);
        Volatile.Write(ref _isSending, true);
        await _socket.SendAsync(message, type, isLast, _gone.Token);
        Volatile.Write(ref _isSending, false);
    }

    private async Task CloseAsync(bool mayWrite)
    {
        if (mayWrite && _socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            try
            {
                using var limited = new CancellationTokenSource(CloseTimeout);
                await _socket.CloseOutputAsync(_close?.Status ?? WebSocketCloseStatus.NormalClosure, _close?.Reason ?? "", limited.Token);
                return;
            }
            catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
            {
                // It went first.
            }
        }

        _socket.Abort();
    }
}
