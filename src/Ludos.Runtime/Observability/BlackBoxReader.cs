using System.Runtime.InteropServices;
using System.Text;
using Ludos.Base.Checksums;
using Ludos.Base;
using Ludos.Platform.Processes;
using Ludos.Protocols.System.V1;

namespace Ludos.Runtime.Observability;

public enum BlackBoxErrorCode
{
    /// <summary>No such file, or it may not be read.</summary>
    Unreadable,

    /// <summary>Not a black box, or one of another version.</summary>
    NotABox,

    /// <summary>Cut short.</summary>
    Truncated,
}

/// <summary>Reads a black box, that of a dead process or of a running one. Trusts nothing in it: any bytes give a report or a fault.</summary>
public static class BlackBoxReader
{
    private static readonly DateTimeOffset FarFuture = DateTimeOffset.UnixEpoch.AddYears(1_000);

    public static Result<CrashReport, BlackBoxErrorCode> Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[BlackboxLayout.BoxBytes];
            var count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return Parse(bytes.AsSpan(0, count), path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Fault<BlackBoxErrorCode>(BlackBoxErrorCode.Unreadable, $"'{path}' cannot be read: {failure.Message}", "Name a file that 'ludos crash' lists.");
        }
    }

    /// <param name="name">Named in faults.</param>
    public static Result<CrashReport, BlackBoxErrorCode> Parse(ReadOnlySpan<byte> box, string name)
    {
        if (box.Length < BlackboxLayout.BoxBytes)
        {
            return new Fault<BlackBoxErrorCode>(BlackBoxErrorCode.Truncated, $"'{name}' is {box.Length} bytes long; a black box has {BlackboxLayout.BoxBytes}.");
        }

        var header = MemoryMarshal.Read<BoxHeader>(box);
        if (header.Magic != BlackboxLayout.BoxMagic || header.Version != BlackboxLayout.BoxVersion)
        {
            return new Fault<BlackBoxErrorCode>(BlackBoxErrorCode.NotABox, header.Magic == BlackboxLayout.BoxMagic
                ? $"'{name}' is a black box of version {header.Version}; this program reads {BlackboxLayout.BoxVersion}."
                : $"'{name}' does not begin like a black box.");
        }

        var beat = MemoryMarshal.Read<BoxBeat>(box[BlackboxLayout.BoxMap.BeatOffset..]);
        var phase = beat.Phase <= (uint)TickPhase.Closing ? (TickPhase)beat.Phase : TickPhase.BetweenTicks;
        var units = Math.Min(header.Units, BlackboxLayout.BoxMaxUnits);
        return new CrashReport(
            Text(box, BlackboxLayout.BoxMap.GameOffset, header.GameBytes, BlackboxLayout.BoxNameBytes),
            Text(box, BlackboxLayout.BoxMap.BuildOffset, header.VersionBytes, BlackboxLayout.BoxMap.BuildStride),
            (int)header.Pid,
            ProcessIdentity.Of((int)header.Pid) is { } process && (uint)process.StartTicks == header.StartLow,
            beat.State <= (uint)BoxState.Closed ? (BoxState)beat.State : BoxState.Opening,
            Moment(header.OpenedUnixMs),
            Moment(beat.BeatUnixMs),
            beat.Tick,
            phase,
            phase == TickPhase.Unit && beat.Unit < units ? UnitName(box, (int)beat.Unit) : "",
            Counters(box, header.Counters),
            Lines(box));
    }

    private static Dictionary<string, long> Counters(ReadOnlySpan<byte> box, uint count)
    {
        var counters = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var counter in Enum.GetValues<Counter>().Where(counter => (uint)counter < count))
        {
            counters[System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(counter.ToString())] = MemoryMarshal.Read<long>(box[(BlackboxLayout.BoxMap.CountersOffset + ((int)counter * sizeof(long)))..]);
        }

        return counters;
    }

    private static List<BoxLine> Lines(ReadOnlySpan<byte> box)
    {
        var lines = new List<BoxLine>();
        Span<byte> copy = stackalloc byte[BlackboxLayout.BoxRecordBytes];
        for (var index = 0; index < BlackboxLayout.BoxMaxRecords; index++)
        {
            box.Slice(BlackboxLayout.BoxMap.RecordsOffset + (index * BlackboxLayout.BoxRecordBytes), BlackboxLayout.BoxRecordBytes).CopyTo(copy);
            var record = MemoryMarshal.Read<BoxRecord>(copy);
            MemoryMarshal.Write(copy, record with { Sequence = 0, Checksum = 0 });

            // A record that was being written when the process ended has no sequence, or bytes that its checksum does not cover.
            if (record.Sequence != 0 && record.TextBytes <= BlackboxLayout.BoxTextBytes && record.Checksum == Crc32C.Of(copy) && Enum.IsDefined((BoxRecordKind)record.Kind))
            {
                lines.Add(new BoxLine(record.Sequence, Moment(record.UnixMs), record.Tick, (BoxRecordKind)record.Kind, Encoding.UTF8.GetString(copy.Slice(BlackboxLayout.BoxRecordMap.TextOffset, record.TextBytes))));
            }
        }

        lines.Sort((a, b) => a.Sequence.CompareTo(b.Sequence));
        return lines;
    }

    private static string UnitName(ReadOnlySpan<byte> box, int unit)
    {
        var name = box.Slice(BlackboxLayout.BoxMap.UnitNamesOffset + (unit * BlackboxLayout.BoxNameBytes), BlackboxLayout.BoxNameBytes);
        var end = name.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? name : name[..end]);
    }

    private static string Text(ReadOnlySpan<byte> box, int offset, uint length, int maxBytes) => Encoding.UTF8.GetString(box.Slice(offset, (int)Math.Min(length, (uint)maxBytes)));

    private static DateTimeOffset Moment(long unixMs) => unixMs < 0 || unixMs > FarFuture.ToUnixTimeMilliseconds() ? DateTimeOffset.UnixEpoch : DateTimeOffset.FromUnixTimeMilliseconds(unixMs);
}
