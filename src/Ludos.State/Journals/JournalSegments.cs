using System.Security.Cryptography;
using Ludos.Base;
using Ludos.Platform.Files;

namespace Ludos.State;

/// <summary>
/// The files of one journal. A segment gets its name only once its snapshot is on the disk, and the one before it goes only once that name is. On the journal's
/// own thread.
/// </summary>
internal sealed class JournalSegments(IFolder folder, LogDescription description, ulong firstSeries, Action<JournalStage>? probe) : IDisposable
{
    private readonly SortedDictionary<string, LogPart> _parts = new(StringComparer.Ordinal);
    private ulong _series = firstSeries;
    private LogWriter? _writer;
    private long _solidBytes;
    private long _snapshotBytes;

    /// <summary>The segment that is written; null while there is none that the disk took.</summary>
    public LogWriter? Writer => _writer;

    /// <summary>Bytes of the segment that are known to be on the disk.</summary>
    public long SolidBytes => _solidBytes;

    /// <summary>Bytes written behind the segment's snapshot.</summary>
    public long DeltaBytes => _writer is null ? 0 : _writer.LengthBytes - _snapshotBytes;

    public long SnapshotBytes => _snapshotBytes;

    /// <summary>Handed to the file system so far.</summary>
    public long WrittenBytes { get; private set; }

    public void SetPart(LogPart part) => _parts[part.Name] = part;

    /// <summary>Makes a new segment that begins with the shadow's state, and lets go of those before it.</summary>
    public Fault<FileErrorCode>? Begin(ShadowWorld shadow, ulong step, long tick)
    {
        Abandon();
        var series = _series++;
        var unfinished = SegmentNames.UnfinishedOf(series);
        _ = folder.Delete(unfinished);
        if (!folder.Create(unfinished).TryGet(out var file, out var fault))
        {
            return fault;
        }

        var writer = new LogWriter(file, LogKind.Journal, description.WorldId, series, BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint))));
        writer.Describe(description);
        foreach (var part in _parts.Values)
        {
            writer.AddPart(step, part);
        }

        shadow.WriteKeys(writer, step);
        writer.AddTick(step, 0, tick, [], []);
        fault = Settle(writer, series, unfinished);
        if (fault is not null)
        {
            writer.Dispose();
            _ = folder.Delete(unfinished);
            return fault;
        }

        WrittenBytes += writer.LengthBytes;
        (_writer, _snapshotBytes, _solidBytes) = (writer, writer.LengthBytes, writer.LengthBytes);
        DeleteBefore(series);
        return null;
    }

    /// <summary>Brings everything that was written to the disk.</summary>
    public Fault<FileErrorCode>? Commit()
    {
        if (Flush() is { } refused)
        {
            return refused;
        }

        probe?.Invoke(JournalStage.Flushed);
        var writer = _writer!;
        if (writer.Sync() is { } lost)
        {
            return lost;
        }

        _solidBytes = writer.LengthBytes;
        probe?.Invoke(JournalStage.Synced);
        return null;
    }

    /// <summary>Hands what waits to the file system.</summary>
    public Fault<FileErrorCode>? Flush()
    {
        var waiting = _writer!.WaitingBytes;
        var fault = _writer.Flush();
        WrittenBytes += fault is null ? waiting : 0;
        return fault;
    }

    /// <summary>The disk failed: nothing more is written to the segment. What it holds stays until a new one is on the disk.</summary>
    public void Abandon()
    {
        _writer?.Dispose();
        _writer = null;
    }

    public void Dispose() => Abandon();

    private Fault<FileErrorCode>? Settle(LogWriter writer, ulong series, string unfinished)
    {
        if (writer.Flush() is { } unwritten)
        {
            return unwritten;
        }

        probe?.Invoke(JournalStage.SnapshotWritten);
        if (writer.Sync() is { } unsynced)
        {
            return unsynced;
        }

        probe?.Invoke(JournalStage.SnapshotSynced);
        if (folder.Rename(unfinished, SegmentNames.Of(series)) is { } unnamed)
        {
            return unnamed;
        }

        probe?.Invoke(JournalStage.SnapshotNamed);
        var fault = folder.Sync();
        probe?.Invoke(JournalStage.FolderSynced);
        return fault;
    }

    /// <summary>What cannot be deleted now is deleted after the next snapshot; readers take the newest.</summary>
    private void DeleteBefore(ulong series)
    {
        if (!folder.Names().TryGet(out var names, out _))
        {
            return;
        }

        foreach (var name in names)
        {
            if (SegmentNames.TryRead(name, out var older) ? older < series : SegmentNames.IsUnfinished(name))
            {
                _ = folder.Delete(name);
            }
        }

        probe?.Invoke(JournalStage.OldDeleted);
    }
}
