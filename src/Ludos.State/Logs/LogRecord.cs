namespace Ludos.State;

/// <summary>A record of a log whose checksum holds. Its payload is valid until the reader goes on.</summary>
public readonly ref struct LogRecord
{
    internal LogRecord(scoped in LogRecordHead head, long offsetBytes, ReadOnlySpan<byte> payload)
    {
        Kind = (LogRecordKind)head.Kind;
        IsCommit = (head.Flags & LogFormat.CommitFlag) != 0;
        Step = head.Step;
        Number = head.Number;
        OffsetBytes = offsetBytes;
        Payload = payload;
    }

    public LogRecordKind Kind { get; }

    /// <summary>Everything since the commit before belongs together with it.</summary>
    public bool IsCommit { get; }

    /// <summary>Ticks completed since the world was made.</summary>
    public ulong Step { get; }

    /// <summary>Counts from 0.</summary>
    public ulong Number { get; }

    /// <summary>Where in the file it begins.</summary>
    public long OffsetBytes { get; }

    public ReadOnlySpan<byte> Payload { get; }
}
