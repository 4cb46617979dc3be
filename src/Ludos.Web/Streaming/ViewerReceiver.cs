using System.Net.WebSockets;
using Ludos.Protocols.View.V1;
using Ludos.Runtime;
using Ludos.Web.Protocol;

namespace Ludos.Web.Streaming;

/// <summary>Acts on what one page sends. What is not a message closes the page's socket with the reason.</summary>
internal sealed class ViewerReceiver(GameSession session)
{
    private readonly HeldControls _held = new(session.Input);
    private readonly InputSample[] _samples = new InputSample[StreamLayout.ViewInputMap.SamplesCount];
    private int _allowance = WebLimits.MaxMessagesPerInterval;
    private volatile bool _wantsSound;
    private (WebSocketCloseStatus Status, string Reason)? _close;

    public bool WantsSound => _wantsSound;

    public WebSocketCloseStatus CloseStatus => _close?.Status ?? WebSocketCloseStatus.NormalClosure;

    public string CloseReason => _close?.Reason ?? "";

    public void RefillAllowance() => Volatile.Write(ref _allowance, WebLimits.MaxMessagesPerInterval);

    /// <summary>Sets why the socket is closed, unless there is a reason already.</summary>
    public void Close(WebSocketCloseStatus status, string reason) => _close ??= (status, reason);

    public void ReleaseAll() => _held.ReleaseAll();

    /// <returns>False when the socket is to be closed.</returns>
    public bool Take(ReadOnlyMemory<byte> message, bool isText, ScreenStream? stream, Outbox outbox)
    {
        if (Interlocked.Decrement(ref _allowance) < 0)
        {
            return Refuse("Too many messages.");
        }

        if (isText)
        {
            return ClientCommandParser.Parse(message).TryGet(out var command, out var fault) ? Act(command, stream, outbox) : Refuse(fault.Message);
        }

        return TakeBinary(message.Span, stream, outbox);
    }

    private bool TakeBinary(ReadOnlySpan<byte> message, ScreenStream? stream, Outbox outbox)
    {
        switch (message.IsEmpty ? 0 : message[0])
        {
            case StreamLayout.ViewAckKind:
                if (!ClientBinary.ReadAck(message).TryGet(out var sequence, out var ackFault))
                {
                    return Refuse(ackFault.Message);
                }

                if (stream is null || !stream.Acknowledge(sequence))
                {
                    return Refuse($"Frame {sequence} was not sent.");
                }

                outbox.Wake();
                return true;
            case StreamLayout.ViewInputKind:
                if (!ClientBinary.ReadInput(message, _samples).TryGet(out var count, out var inputFault))
                {
                    return Refuse(inputFault.Message);
                }

                foreach (ref readonly var sample in _samples.AsSpan(0, count))
                {
                    _held.Submit(sample);
                }

                return true;
            default:
                return Refuse("A binary message begins with 0x10 (input) or 0x11 (acknowledgement).");
        }
    }

    private bool Act(ClientCommand command, ScreenStream? stream, Outbox outbox)
    {
        switch (command.Op)
        {
            case ClientOp.Pause:
                session.Pause();
                break;
            case ClientOp.Resume:
                session.Resume();
                break;
            case ClientOp.Restart:
                session.Restart();
                break;
            case ClientOp.Audio:
                _wantsSound = command.On;
                break;
            case ClientOp.Bind:
                session.Input.Bind(InputDevice.Keyboard, command.Control, command.Player, command.Bit);
                break;
            case ClientOp.Seek:
                session.Timeline.Seek(command.Number);
                break;
            case ClientOp.Step:
                session.Timeline.SeekBy((int)command.Number);
                break;
            case ClientOp.Branch:
                session.Timeline.SeekBranch((int)command.Number);
                break;
            case ClientOp.Key:
                stream?.WantKey();
                outbox.Wake();
                break;
        }

        return true;
    }

    private bool Refuse(string reason)
    {
        Close(WebSocketCloseStatus.PolicyViolation, reason);
        return false;
    }
}
