using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Ludos.Base;
using Ludos.Platform.Files;

namespace Ludos.State;

/// <summary>Frames records and hands them to a file, many at once. For one thread at a time; after its buffer has grown it allocates nothing.</summary>
public sealed class LogWriter : IDisposable
{
    private const int FirstBufferBytes = 64 * 1024;

    private readonly IAppendFile _file;
    private readonly uint _salt;
    private byte[] _buffer = new byte[FirstBufferBytes];
    private int _filled;
    private int _openAt = -1;
    private ulong _number;

    /// <param name="file">Empty; disposed with the writer.</param>
    /// <param name="series">Journals: which segment. Recordings: 0.</param>
    /// <param name="salt">A number that no older file is likely to have had.</param>
    public LogWriter(IAppendFile file, LogKind kind, UInt128 worldId, ulong series, uint salt)
    {
        ArgumentNullException.ThrowIfNull(file);
        _file = file;
        _salt = salt;
        var header = new LogHeader
        {
            Magic = LogFormat.Magic,
            Version = LogFormat.Version,
            Kind = (ushort)kind,
            HeaderBytes = (ushort)Marshal.SizeOf<LogHeader>(),
            WorldIdLow = (ulong)worldId,
            WorldIdHigh = (ulong)(worldId >> 64),
            Series = series,
            Salt = salt,
        };
        header.Checksum = header.ComputeChecksum();
        MemoryMarshal.Write(_buffer, header);
        _filled = header.HeaderBytes;
    }

    /// <summary>Bytes of the file, with those that wait to be flushed.</summary>
    public long LengthBytes => _file.LengthBytes + _filled;

    /// <summary>Bytes that wait to be flushed.</summary>
    public int WaitingBytes => _filled;

    /// <summary>Room for a payload; <see cref="Close"/> ends it. Valid until then.</summary>
    public Span<byte> Open(int maxPayloadBytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxPayloadBytes, LogLimits.MaxPayloadBytes);
        if (_openAt >= 0)
        {
            throw new InvalidOperationException("A record is open already.");
        }

        var at = _filled + Marshal.SizeOf<LogRecordHead>();
        var needed = at + LogFormat.Padded(maxPayloadBytes);
        if (needed > _buffer.Length)
        {
            Array.Resize(ref _buffer, (int)Math.Min(Array.MaxLength, Math.Max(needed, 2L * _buffer.Length)));
        }

        _openAt = _filled;
        return _buffer.AsSpan(at, maxPayloadBytes);
    }

    /// <summary>Ends the record that is open.</summary>
    public void Close(LogRecordKind kind, ulong step, bool isCommit, int payloadBytes)
    {
        if (_openAt < 0)
        {
            throw new InvalidOperationException("No record is open.");
        }

        var headBytes = Marshal.SizeOf<LogRecordHead>();
        var paddedBytes = (int)LogFormat.Padded(payloadBytes);
        var padded = _buffer.AsSpan(_openAt + headBytes, paddedBytes);
        padded[payloadBytes..].Clear();
        var head = new LogRecordHead
        {
            PayloadBytes = (uint)payloadBytes,
            Kind = (ushort)kind,
            Flags = isCommit ? LogFormat.CommitFlag : (ushort)0,
            Salt = _salt,
            Step = step,
            Number = _number++,
        };
        head.Checksum = head.ComputeChecksum(padded);
        MemoryMarshal.Write(_buffer.AsSpan(_openAt), head);
        _filled = _openAt + headBytes + paddedBytes;
        _openAt = -1;
    }

    public void Add(LogRecordKind kind, ulong step, bool isCommit, ReadOnlySpan<byte> payload)
    {
        payload.CopyTo(Open(payload.Length));
        Close(kind, step, isCommit, payload.Length);
    }

    public void Describe(LogDescription description) => Add(LogRecordKind.Description, 0, isCommit: false, DescriptionCodec.Write(description));

    public void AddPart(ulong step, LogPart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        var name = Encoding.UTF8.GetBytes(part.Name);
        var source = Encoding.UTF8.GetBytes(part.Source);
        var head = new PartHead { ContentBytes = (uint)part.Content.Length, NameBytes = (ushort)name.Length, SourceBytes = (ushort)source.Length };
        _ = SHA256.HashData(part.Content.Span, head.Digest);
        var headBytes = Marshal.SizeOf<PartHead>();
        var payload = Open(headBytes + name.Length + source.Length + part.Content.Length);
        MemoryMarshal.Write(payload, head);
        name.CopyTo(payload[headBytes..]);
        source.CopyTo(payload[(headBytes + name.Length)..]);
        part.Content.Span.CopyTo(payload[(headBytes + name.Length + source.Length)..]);
        Close(LogRecordKind.Part, step, isCommit: false, payload.Length);
    }

    public void AddEvent(ulong step, LogEventKind kind, long tick, string subject, string text)
    {
        var subjectBytes = Encoding.UTF8.GetBytes(subject);
        var textBytes = Encoding.UTF8.GetBytes(text);
        var headBytes = Marshal.SizeOf<EventHead>();
        var payload = Open(headBytes + subjectBytes.Length + textBytes.Length);
        MemoryMarshal.Write(payload, new EventHead { Kind = (ushort)kind, SubjectBytes = (ushort)subjectBytes.Length, TextBytes = (uint)textBytes.Length, Tick = tick });
        subjectBytes.CopyTo(payload[headBytes..]);
        textBytes.CopyTo(payload[(headBytes + subjectBytes.Length)..]);
        Close(LogRecordKind.Event, step, isCommit: false, payload.Length);
    }

    /// <summary>Ends a step: with it, everything since the step before counts.</summary>
    /// <param name="solidBytes">Bytes of this file that are known to be on the disk.</param>
    /// <param name="tick">The world's clock after the step.</param>
    /// <param name="input">What the step read from outside.</param>
    /// <param name="hashes">Of region contents after the step; may be empty.</param>
    public void AddTick(ulong step, long solidBytes, long tick, ReadOnlySpan<byte> input, ReadOnlySpan<RegionHash> hashes)
    {
        var headBytes = Marshal.SizeOf<TickHead>();
        var hashBytes = Marshal.SizeOf<TickHash>();
        var payload = Open(headBytes + input.Length + (hashes.Length * hashBytes));
        MemoryMarshal.Write(payload, new TickHead { SolidBytes = (ulong)solidBytes, Tick = tick, InputBytes = (uint)input.Length, HashCount = (uint)hashes.Length });
        input.CopyTo(payload[headBytes..]);
        var at = headBytes + input.Length;
        foreach (var hash in hashes)
        {
            var stored = new TickHash { Epoch = hash.Epoch, Region = (uint)hash.Region };
            MemoryMarshal.Write(payload[at..], stored);
            BinaryPrimitives.WriteUInt128LittleEndian(payload[(at + sizeof(ulong))..], hash.Hash);
            at += hashBytes;
        }

        Close(LogRecordKind.Tick, step, isCommit: true, payload.Length);
    }

    /// <summary>Hands what waits to the file, in one call. On a fault it waits still.</summary>
    public Fault<FileErrorCode>? Flush()
    {
        if (_filled == 0)
        {
            return null;
        }

        var fault = _file.Append(_buffer.AsSpan(0, _filled));
        if (fault is null)
        {
            _filled = 0;
        }

        return fault;
    }

    /// <summary>Returns once all that was flushed is on the disk.</summary>
    public Fault<FileErrorCode>? Sync() => _file.Sync();

    public void Dispose() => _file.Dispose();
}
