using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Platform.Files;
using Ludos.State;

namespace Ludos.Runtime.Replaying;

/// <summary>A recording, read up to its first state.</summary>
internal sealed class RecordingFile : IDisposable
{
    private RecordingFile(LogReader reader, WorldReplay states, ImmutableDictionary<string, LogPart> parts, long tick, string path)
    {
        Reader = reader;
        States = states;
        Parts = parts;
        Tick = tick;
        Path = path;
    }

    public string Path { get; }

    public LogReader Reader { get; }

    /// <summary>The first state; and later ones, where each tick's changes were recorded.</summary>
    public WorldReplay States { get; }

    /// <summary>What the world began with, by name.</summary>
    public ImmutableDictionary<string, LogPart> Parts { get; }

    /// <summary>The world's clock at the first state.</summary>
    public long Tick { get; }

    public LogDescription Description => Reader.Description;

    public static Result<RecordingFile, ReplayErrorCode> Open(string path)
    {
        if (!ReadFile.Open(path).TryGet(out var file, out var unopened))
        {
            return new Fault<ReplayErrorCode>(unopened.Code == FileErrorCode.NotFound ? ReplayErrorCode.NotFound : ReplayErrorCode.Unavailable, unopened.Message, unopened.Mend);
        }

        if (!LogReader.Open(file, path).TryGet(out var reader, out var fault))
        {
            return Of(fault);
        }

        if (reader.Kind != LogKind.Recording)
        {
            reader.Dispose();
            return new Fault<ReplayErrorCode>(ReplayErrorCode.Refused, $"{path} is a segment of a journal, not a recording.", "Use 'ludos resume' with its folder.");
        }

        var begun = ReadFirst(reader, path);
        if (!begun.IsOk)
        {
            reader.Dispose();
        }

        return begun;
    }

    public static Fault<ReplayErrorCode> Of(Fault<LogErrorCode> fault) => new(
        fault.Code switch
        {
            LogErrorCode.NotFound => ReplayErrorCode.NotFound,
            LogErrorCode.Unreadable => ReplayErrorCode.Unavailable,
            _ => ReplayErrorCode.Refused,
        },
        fault.Message,
        fault.Mend);

    public void Dispose() => Reader.Dispose();

    private static Result<RecordingFile, ReplayErrorCode> ReadFirst(LogReader reader, string path)
    {
        var states = new WorldReplay(reader);
        var parts = ImmutableDictionary.CreateBuilder<string, LogPart>(StringComparer.Ordinal);
        Fault<LogErrorCode>? fault;
        while (reader.TryNext(out var record, out fault))
        {
            switch (record.Kind)
            {
                case LogRecordKind.Part when reader.ReadPart(record).TryGet(out var part, out fault):
                    parts[part.Name] = part;
                    break;
                case LogRecordKind.Delta:
                    fault = states.Add(record);
                    break;
                case LogRecordKind.Tick:
                    var tick = reader.ReadTick(record, out fault).Tick;
                    fault ??= states.Commit(record);
                    if (fault is null && states.Contents.All(content => content.Length > 0))
                    {
                        return new RecordingFile(reader, states, parts.ToImmutable(), tick, path);
                    }

                    fault ??= reader.Damage(record, "the first state is not whole");
                    break;
                default:
                    fault ??= reader.Damage(record, $"a {record.Kind} record stands before the first state");
                    break;
            }

            if (fault is not null || parts.Count > LogLimits.MaxParts)
            {
                break;
            }
        }

        return Of(fault ?? new Fault<LogErrorCode>(LogErrorCode.Truncated, $"{path} ends before its first state is whole.", "Record it again."));
    }
}
