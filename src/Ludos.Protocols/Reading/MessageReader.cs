using System.Diagnostics.CodeAnalysis;
using Ludos.Base;

namespace Ludos.Protocols;

/// <summary>
/// A framed message, read where it lies: nothing is copied or allocated, and opening does not depend on the message's size. The bytes must not change
/// while they are read, so bytes that another process can write are copied first. Wrong bytes never throw: what they break reads as its default, and
/// <see cref="FirstFault"/> tells of it. Lives on one thread's stack; its readers live no longer.
/// </summary>
public ref struct MessageReader
{
    private readonly ReadOnlySpan<byte> _frame;
    private readonly int _start;
    private readonly int _end;
    private readonly int _depth;
    private ReadBudget _budget;

    private MessageReader(ReadOnlySpan<byte> frame, int start, int end, MessageLimits limits)
    {
        _frame = frame;
        _start = start;
        _end = end;
        _depth = limits.Depth;
        _budget = new ReadBudget(limits.TraversalWords);
    }

    /// <summary>The first thing that was wrong in what has been read so far; <see cref="MessageErrorCode.None"/> while all was right.</summary>
    public readonly MessageErrorCode FirstFault => _budget.FirstFault;

    /// <summary>The message's bytes, frame and all; what came behind it is not part.</summary>
    public readonly ReadOnlySpan<byte> Bytes => _frame;

    /// <summary>The struct that the message is.</summary>
    [UnscopedRef]
    public StructReader Root => TryPointer(out var pointer) ? pointer.Struct() : new StructReader(new MessageSource(_frame, ref _budget), 0);

    /// <summary>Judges the frame. Its content is judged as it is read.</summary>
    /// <param name="bytes">Begin with the message; more may follow.</param>
    public static bool TryOpen(ReadOnlySpan<byte> bytes, MessageLimits limits, out MessageReader message, [NotNullWhen(false)] out Fault<MessageErrorCode>? fault)
    {
        if (MessageFrame.TryMeasureSingle(bytes, out var single))
        {
            message = new MessageReader(bytes[..single], MessageFrame.TableBytes(1), single, limits);
            fault = null;
            return true;
        }

        message = default;
        if (!MessageFrame.Measure(bytes, int.MaxValue).TryGet(out var length, out fault))
        {
            return false;
        }

        if (length == 0 || length > bytes.Length)
        {
            fault = new Fault<MessageErrorCode>(MessageErrorCode.Truncated, $"The message ends after {bytes.Length} bytes, before its {(length == 0 ? "table of segments" : $"{length} bytes")} do.");
            return false;
        }

        MessageFrame.TryLocate(bytes, 0, out var start, out var end);
        message = new MessageReader(bytes[..length], start, end, limits);
        return true;
    }

    /// <summary>A fault in the place of <see cref="FirstFault"/>; null while all was right.</summary>
    public readonly Fault<MessageErrorCode>? Check(string what) =>
        FirstFault == MessageErrorCode.None ? null : new Fault<MessageErrorCode>(FirstFault, $"{what} is no message of its schema: {FirstFault}.", "Use the same version on both sides.");

    /// <summary>The pointer that the message begins with. False, and noted, for a message without a word.</summary>
    [UnscopedRef]
    internal bool TryPointer(out PointerReader pointer)
    {
        if (_end > _start)
        {
            pointer = new PointerReader(new MessageSource(_frame, ref _budget), _start, _start, _end, _depth);
            return true;
        }

        _budget.Note(MessageErrorCode.PointerOutOfBounds);
        pointer = default;
        return false;
    }
}
