using Ludos.Base;
using Ludos.State;

namespace Ludos.Runtime.Replaying;

/// <summary>The contents of a recorded world after a step: from the changes that were recorded, or else by running the recording up to there.</summary>
internal static class StateLookup
{
    /// <returns>By region in the description's order; a fault also where the recording does not run to its own hashes.</returns>
    public static Result<byte[][], ReplayErrorCode> At(string path, ulong step, bool hasState, SessionOptions options, Action<ulong>? progress) =>
        step > 0 && !hasState ? ByRunning(path, step, options, progress) : ByReading(path, step);

    private static Result<byte[][], ReplayErrorCode> ByReading(string path, ulong step)
    {
        if (!RecordingFile.Open(path).TryGet(out var file, out var fault))
        {
            return fault;
        }

        using (file)
        {
            Fault<LogErrorCode>? damage = null;
            var at = 0UL;
            while (at < step && file.Reader.TryNext(out var record, out damage))
            {
                if (record.Kind == LogRecordKind.Delta)
                {
                    damage = file.States.Add(record);
                }
                else if (record.Kind == LogRecordKind.Tick)
                {
                    damage = file.States.Commit(record);
                    at = record.Step;
                }

                if (damage is not null)
                {
                    break;
                }
            }

            return damage is null ? file.States.Contents.ToArray() : RecordingFile.Of(damage);
        }
    }

    private static Result<byte[][], ReplayErrorCode> ByRunning(string path, ulong step, SessionOptions options, Action<ulong>? progress)
    {
        if (!Replay.Open(path, options).TryGet(out var replay, out var fault))
        {
            return fault;
        }

        using (replay)
        {
            while (replay.Step < step)
            {
                if (!replay.Next().TryGet(out var goesOn, out fault))
                {
                    return fault;
                }

                if (replay.Divergence is { } divergence)
                {
                    return new Fault<ReplayErrorCode>(
                        ReplayErrorCode.NotComparable,
                        $"{path} does not replay to its own hashes: at tick {divergence.Tick} {(divergence.Region.Length == 0 ? divergence.What : $"region {divergence.Region} differs")}.",
                        "Record with --record-state to look states up without running it.");
                }

                if (!goesOn)
                {
                    break;
                }

                progress?.Invoke(replay.Step);
            }

            return replay.File.Description.Regions.Select(schema => replay.Session.Arena.Find(schema.Name).Value.Front.ToArray()).ToArray();
        }
    }
}
