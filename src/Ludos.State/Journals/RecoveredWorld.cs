using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Platform.Files;

namespace Ludos.State;

/// <summary>What a journal has of a world: the state after its newest whole step.</summary>
/// <param name="Parts">What it ran on, by name.</param>
/// <param name="Step">Steps since the world was made.</param>
/// <param name="Tick">The world's clock.</param>
/// <param name="Contents">As the description numbers the regions.</param>
/// <param name="Series">Of the segment that it was read from.</param>
/// <param name="TornBytes">Bytes of a step that was being written when its writer died, and was never acknowledged.</param>
public sealed record RecoveredWorld(
    LogDescription Description,
    ImmutableSortedDictionary<string, LogPart> Parts,
    ulong Step,
    long Tick,
    ImmutableArray<byte[]> Contents,
    ulong Series,
    long TornBytes)
{
    /// <summary>Reads the newest segment in a folder. Changes nothing.</summary>
    public static Result<RecoveredWorld, LogErrorCode> Read(IFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!folder.Names().TryGet(out var names, out var unlisted))
        {
            return Unread(unlisted);
        }

        var newest = names.Where(name => SegmentNames.TryRead(name, out _)).LastOrDefault();
        if (newest is null)
        {
            return new Fault<LogErrorCode>(LogErrorCode.NotFound, $"{folder.Path} holds no journal.", "Name a folder that was given to 'ludos play --journal'.");
        }

        if (!folder.OpenFile(newest).TryGet(out var file, out var unopened))
        {
            return Unread(unopened);
        }

        if (!LogReader.Open(file, Path.Combine(folder.Path, newest)).TryGet(out var reader, out var fault))
        {
            return fault;
        }

        using (reader)
        {
            return reader.Kind == LogKind.Journal
                ? WorldReplay.ReadJournal(reader)
                : new Fault<LogErrorCode>(LogErrorCode.NotALog, $"{Path.Combine(folder.Path, newest)} is a recording, not a segment of a journal.", "Use 'ludos replay'.");
        }
    }

    private static Fault<LogErrorCode> Unread(Fault<FileErrorCode> fault) =>
        new(fault.Code == FileErrorCode.NotFound ? LogErrorCode.NotFound : LogErrorCode.Unreadable, fault.Message, fault.Mend);
}
