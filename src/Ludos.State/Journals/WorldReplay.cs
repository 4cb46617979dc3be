using System.Collections.Immutable;
using Ludos.Base;

namespace Ludos.State;

/// <summary>
/// Follows the deltas of a log: the contents of its world after each commit. What a step had written when its writer died never reaches them. For one thread at a time.
/// </summary>
public sealed class WorldReplay
{
    /// <summary>Deltas of one region between two commits: one of the step, and those that came from outside it.</summary>
    private const int MaxDeltasPerRegion = 8;

    private readonly LogReader _reader;
    private readonly ulong[] _epochs;
    private readonly List<(int Region, byte[] Delta)> _pending = [];

    public WorldReplay(LogReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _reader = reader;
        Contents = [.. reader.Description.Regions.Select(_ => Array.Empty<byte>())];
        _epochs = new ulong[Contents.Length];
    }

    /// <summary>As the description numbers the regions; empty for one that the log has had no key of.</summary>
    public ImmutableArray<byte[]> Contents { get; private set; }

    public ReadOnlySpan<ulong> Epochs => _epochs;

    /// <summary>Keeps a delta until its step ends.</summary>
    public Fault<LogErrorCode>? Add(in LogRecord record)
    {
        if (!DeltaReader.TryOpen(record.Payload, out var delta, out var fault))
        {
            return _reader.Damage(record, fault.Message.TrimEnd('.'));
        }

        if (delta.Region >= Contents.Length)
        {
            return _reader.Damage(record, $"it is a delta of region {delta.Region} of {Contents.Length}");
        }

        if (_pending.Count == MaxDeltasPerRegion * Contents.Length)
        {
            return _reader.Damage(record, $"it is one of more than {_pending.Count} deltas in one step");
        }

        _pending.Add(((int)delta.Region, record.Payload.ToArray()));
        return null;
    }

    /// <summary>The step ended: what was kept counts.</summary>
    public Fault<LogErrorCode>? Commit(in LogRecord record)
    {
        var contents = Contents;
        foreach (var (index, delta) in _pending)
        {
            var schema = _reader.Description.Regions[index];
            if (contents[index].Length == 0)
            {
                // A region's memory is taken only once the log has shown that it has as much to put into it.
                if (delta.Length < schema.SizeBytes)
                {
                    return _reader.Damage(record, $"region {schema.Name} does not begin with its whole content");
                }

                contents = contents.SetItem(index, new byte[schema.SizeBytes]);
            }

            if (!RegionDelta.Apply(delta, contents[index], _epochs[index], schema).TryGet(out var epoch, out var fault))
            {
                return _reader.Damage(record, fault.Message.TrimEnd('.'));
            }

            _epochs[index] = epoch;
        }

        _pending.Clear();
        Contents = contents;
        return null;
    }

    internal static Result<RecoveredWorld, LogErrorCode> ReadJournal(LogReader reader)
    {
        var replay = new WorldReplay(reader);
        var parts = ImmutableSortedDictionary.Create<string, LogPart>(StringComparer.Ordinal);
        var waiting = parts;
        var (step, tick, endBytes) = (0UL, 0L, -1L);
        Fault<LogErrorCode>? fault;
        while (reader.TryNext(out var record, out fault))
        {
            fault = record.Kind switch
            {
                LogRecordKind.Delta => replay.Add(record),
                LogRecordKind.Part => AddPart(reader, record, ref waiting),
                LogRecordKind.Tick => replay.Commit(record),
                _ => reader.Damage(record, $"a journal has no {record.Kind} records"),
            };
            if (fault is null && record.Kind == LogRecordKind.Tick)
            {
                var said = reader.ReadTick(record, out fault);
                (step, tick, endBytes, parts) = (record.Step, said.Tick, reader.EndBytes, waiting);
            }

            if (fault is not null)
            {
                return fault;
            }
        }

        if (fault is not null)
        {
            return fault;
        }

        return endBytes < 0 || replay.Contents.Any(content => content.Length == 0)
            ? new Fault<LogErrorCode>(LogErrorCode.Truncated, $"The journal of {reader.Description.Name} ends before its first state is whole ({reader.LengthBytes} bytes).", "Take a copy that is whole.")
            : new RecoveredWorld(reader.Description, parts, step, tick, replay.Contents, reader.Series, reader.LengthBytes - endBytes);
    }

    private static Fault<LogErrorCode>? AddPart(LogReader reader, in LogRecord record, ref ImmutableSortedDictionary<string, LogPart> parts)
    {
        if (!reader.ReadPart(record).TryGet(out var part, out var fault))
        {
            return fault;
        }

        parts = parts.SetItem(part.Name, part);
        return parts.Count > LogLimits.MaxParts ? reader.Damage(record, $"it is of more than {LogLimits.MaxParts} parts") : null;
    }
}
