using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Ludos.Base;
using Ludos.Platform.Files;

namespace Ludos.State;

/// <summary>
/// Reads a log that nobody vouches for, record by record, in memory bounded by its largest record. A tail that was being written when its writer died is
/// not read; damage before it is a fault. For one thread at a time.
/// </summary>
public sealed class LogReader : IDisposable
{
    private static readonly int HeadBytes = Marshal.SizeOf<LogRecordHead>();

    private readonly IReadFile _file;
    private readonly LogWindow _window;
    private readonly LogHeader _header;
    private readonly string _name;
    private ulong _number;
    private ulong _step;

    private LogReader(IReadFile file, LogWindow window, LogHeader header, string name)
    {
        _file = file;
        _window = window;
        _header = header;
        _name = name;
        EndBytes = header.HeaderBytes;
    }

    public LogKind Kind => (LogKind)_header.Kind;

    /// <summary>Journals: which segment, from 1.</summary>
    public ulong Series => _header.Series;

    public UInt128 WorldId => new(_header.WorldIdHigh, _header.WorldIdLow);

    /// <summary>The world that the log is of; its first record.</summary>
    public LogDescription Description { get; private set; } = null!;

    public long LengthBytes => _file.LengthBytes;

    /// <summary>Where the last record that was read ends.</summary>
    public long EndBytes { get; private set; }

    /// <summary>Whether bytes follow the last record that are none: the log was being written when its writer ended.</summary>
    public bool IsTorn { get; private set; }

    /// <summary>Reads header and description.</summary>
    /// <param name="file">Disposed with the reader, and on a fault.</param>
    /// <param name="name">For messages.</param>
    public static Result<LogReader, LogErrorCode> Open(IReadFile file, string name)
    {
        ArgumentNullException.ThrowIfNull(file);
        var opened = OpenChecked(file, name);
        if (!opened.IsOk)
        {
            file.Dispose();
        }

        return opened;
    }

    /// <summary>The next record; false at the end, whole or torn, and with a fault where the log is damaged.</summary>
    public bool TryNext(out LogRecord record, out Fault<LogErrorCode>? fault)
    {
        record = default;
        fault = null;
        if (IsTorn || EndBytes == _window.LengthBytes)
        {
            return false;
        }

        if (!TryAt(EndBytes, _number, out var head, out var payload, out fault))
        {
            fault ??= DamageBeforeTheTail();
            IsTorn = fault is null;
            return false;
        }

        if (head.Kind is 0 or > (ushort)LogRecordKind.End || (head.Flags & ~LogFormat.CommitFlag) != 0)
        {
            fault = Damage(EndBytes, _number, $"it is of the unknown kind {head.Kind}, flags {head.Flags:X}");
            return false;
        }

        if (head.Step < _step)
        {
            fault = Damage(EndBytes, _number, $"it is of step {head.Step} after step {_step}");
            return false;
        }

        record = new LogRecord(head, EndBytes, payload);
        EndBytes += HeadBytes + LogFormat.Padded(head.PayloadBytes);
        _step = head.Step;
        _number++;
        return true;
    }

    /// <summary>What a tick record says.</summary>
    public LogTick ReadTick(in LogRecord record, out Fault<LogErrorCode>? fault)
    {
        var tick = LogTick.Read(record.Payload, Description.Regions.Length, out var problem);
        fault = problem is null ? null : Damage(record, problem);
        return tick;
    }

    /// <summary>What an event record says.</summary>
    public Result<LogEvent, LogErrorCode> ReadEvent(in LogRecord record) =>
        LogEvent.Read(record.Payload, out var problem) is { } happened ? happened : Damage(record, problem!);

    /// <summary>A part, whose content has the digest that the record says.</summary>
    public Result<LogPart, LogErrorCode> ReadPart(in LogRecord record)
    {
        var reader = new PayloadReader(record.Payload);
        var head = reader.Take<PartHead>();
        var name = reader.Text(head.NameBytes, "name");
        var source = reader.Text(head.SourceBytes, "source");
        var content = reader.Bytes(head.ContentBytes, "content").ToArray();
        if (reader.End() is { } problem)
        {
            return Damage(record, problem);
        }

        Span<byte> digest = head.Digest;
        return SHA256.HashData(content).AsSpan().SequenceEqual(digest)
            ? new LogPart(name, source, Convert.ToHexStringLower(digest), content)
            : Damage(record, $"the content of {name} does not have the digest that stands beside it");
    }

    /// <summary>A fault that names file, offset and record.</summary>
    public Fault<LogErrorCode> Damage(in LogRecord record, string problem) => Damage(record.OffsetBytes, record.Number, problem);

    public void Dispose() => _file.Dispose();

    private static Result<LogReader, LogErrorCode> OpenChecked(IReadFile file, string name)
    {
        var window = new LogWindow(file);
        var headerBytes = Marshal.SizeOf<LogHeader>();
        if (!window.At(0, headerBytes).TryGet(out var bytes, out var unread))
        {
            return new Fault<LogErrorCode>(LogErrorCode.Unreadable, unread.Message, unread.Mend);
        }

        var header = bytes.IsEmpty ? default : MemoryMarshal.Read<LogHeader>(bytes.Span);
        if (header.Magic != LogFormat.Magic)
        {
            return new Fault<LogErrorCode>(LogErrorCode.NotALog, $"{name} is not a journal or recording of Ludos.", "Check that it is the file you mean.");
        }

        if (header.Version != LogFormat.Version)
        {
            return new Fault<LogErrorCode>(LogErrorCode.VersionMismatch, $"{name} is in version {header.Version} of the format; version {LogFormat.Version} is read here.", "Use the version of Ludos that wrote it.");
        }

        if (header.Checksum != header.ComputeChecksum() || header.HeaderBytes != headerBytes || header.Kind is 0 or > (ushort)LogKind.Recording)
        {
            return new Fault<LogErrorCode>(LogErrorCode.Corrupt, $"{name}: its header is damaged (offset 0).");
        }

        return Described(new LogReader(file, window, header, name));
    }

    private static Result<LogReader, LogErrorCode> Described(LogReader reader)
    {
        if (!reader.TryNext(out var record, out var fault))
        {
            return fault ?? new Fault<LogErrorCode>(LogErrorCode.Truncated, $"{reader._name} ends before it says what world it is of.");
        }

        if (record.Kind != LogRecordKind.Description)
        {
            return reader.Damage(record, "the world is not described first");
        }

        if (DescriptionCodec.Read(record.Payload, reader.WorldId, out var problem) is not { } description)
        {
            return reader.Damage(record, problem!);
        }

        reader.Description = description;
        return reader;
    }

    /// <summary>A whole record of this number at this place, or none; a fault only where the file cannot be read.</summary>
    private bool TryAt(long offsetBytes, ulong number, out LogRecordHead head, out ReadOnlySpan<byte> payload, out Fault<LogErrorCode>? fault)
    {
        head = default;
        payload = default;
        if (!Find(offsetBytes, HeadBytes, out var bytes, out fault) || bytes.IsEmpty)
        {
            return false;
        }

        head = MemoryMarshal.Read<LogRecordHead>(bytes.Span);
        if (head.Salt != _header.Salt || head.PayloadBytes > LogLimits.MaxPayloadBytes || (number != ulong.MaxValue && head.Number != number))
        {
            return false;
        }

        var padded = (int)LogFormat.Padded(head.PayloadBytes);
        if (!Find(offsetBytes + HeadBytes, padded, out bytes, out fault) || bytes.Length != padded || head.ComputeChecksum(bytes.Span) != head.Checksum)
        {
            return false;
        }

        payload = bytes.Span[..(int)head.PayloadBytes];
        return true;

        bool Find(long at, int count, out ReadOnlyMemory<byte> found, out Fault<LogErrorCode>? unreadable)
        {
            unreadable = null;
            if (_window.At(at, count).TryGet(out found, out var unread))
            {
                return true;
            }

            unreadable = new Fault<LogErrorCode>(LogErrorCode.Unreadable, unread.Message, unread.Mend);
            return false;
        }
    }

    /// <summary>
    /// No record lies at <see cref="EndBytes"/>. That is a torn tail, unless a later tick says that the disk had these bytes before it was written.
    /// </summary>
    private Fault<LogErrorCode>? DamageBeforeTheTail()
    {
        const int mostLooks = 4_096;
        var looks = 0;
        for (var at = EndBytes + LogFormat.RecordAlignment; at + HeadBytes <= _window.LengthBytes && looks < mostLooks; at += LogFormat.RecordAlignment)
        {
            if (!_window.At(at, HeadBytes).TryGet(out var bytes, out _) || bytes.IsEmpty)
            {
                return null;
            }

            var head = MemoryMarshal.Read<LogRecordHead>(bytes.Span);
            if (head.Salt != _header.Salt || head.Kind != (ushort)LogRecordKind.Tick || head.Number <= _number || head.PayloadBytes > LogTick.MaxBytes)
            {
                continue;
            }

            looks++;
            if (TryAt(at, ulong.MaxValue, out _, out var payload, out _)
                && LogTick.SolidBytesOf(payload) > EndBytes)
            {
                return Damage(EndBytes, _number, $"it is not what was written; the record at {at} came after it");
            }
        }

        return null;
    }

    private Fault<LogErrorCode> Damage(long offsetBytes, ulong number, string problem) =>
        new(LogErrorCode.Corrupt, $"{_name}, record {number} at offset {offsetBytes}: {problem}.", "Take a copy that is whole.");
}
