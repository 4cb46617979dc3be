using Ludos.Base;
using Ludos.State;

namespace Ludos.Runtime.Replaying;

/// <summary>The hashes of one recording, step by step.</summary>
internal sealed class HashTrail(RecordingFile file)
{
    private readonly RegionHash?[] _hashes = new RegionHash?[file.Description.Regions.Length];

    public ulong Step { get; private set; }

    public long Tick { get; private set; }

    /// <summary>Each tick's changes were recorded, so that states can be looked up.</summary>
    public bool HasState { get; private set; }

    /// <summary>By region; null for one that has none in this step.</summary>
    public ReadOnlySpan<RegionHash?> Hashes => _hashes;

    /// <summary>Goes to the next step. False at the end.</summary>
    public Result<bool, ReplayErrorCode> Next()
    {
        Fault<LogErrorCode>? fault;
        while (file.Reader.TryNext(out var record, out fault))
        {
            if (record.Kind == LogRecordKind.Delta)
            {
                HasState |= DeltaReader.TryOpen(record.Payload, out var delta, out _) && !delta.IsKey;
            }
            else if (record.Kind == LogRecordKind.Tick)
            {
                var tick = file.Reader.ReadTick(record, out fault);
                if (fault is not null)
                {
                    break;
                }

                (Step, Tick) = (record.Step, tick.Tick);
                Array.Clear(_hashes);
                for (var index = 0; index < tick.HashCount; index++)
                {
                    _hashes[tick.Hash(index).Region] = tick.Hash(index);
                }

                return true;
            }
        }

        return fault is null ? false : RecordingFile.Of(fault);
    }
}
