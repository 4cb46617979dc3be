using System.Collections.Immutable;
using System.Text;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>
/// What a client knows of one log: the last checkpoint that it took. A newer one must continue it. Immutable and thread-safe; the caller keeps
/// <see cref="Note"/> on disk and opens it again at the next start.
/// </summary>
public sealed class LogView
{
    private LogView(Checkpoint checkpoint, string note)
    {
        Checkpoint = checkpoint;
        Note = note;
    }

    public Checkpoint Checkpoint { get; }

    /// <summary>The signed note of <see cref="Checkpoint"/>, as it came.</summary>
    public string Note { get; }

    /// <summary>Takes the first checkpoint of a log, or one that was kept.</summary>
    /// <param name="note">UTF-8.</param>
    /// <param name="logs">Logs that are trusted.</param>
    public static Result<LogView, TransparencyErrorCode> Open(ReadOnlySpan<byte> note, IEnumerable<TrustedLog> logs) =>
        Checkpoint.Open(note, logs).TryGet(out var checkpoint, out var fault) ? new LogView(checkpoint, Encoding.UTF8.GetString(note)) : fault;

    /// <summary>Takes a newer checkpoint.</summary>
    /// <param name="note">UTF-8.</param>
    /// <param name="logs">Logs that are trusted.</param>
    /// <param name="consistency">The proof from <see cref="Checkpoint"/>'s size to the note's; empty where they are equal.</param>
    /// <returns>
    /// The new view, or <see cref="TransparencyErrorCode.Shrunk"/>, <see cref="TransparencyErrorCode.Forked"/> or what is wrong with the note. A fault
    /// leaves this view as it is; a fork is worth telling others about, and both notes prove it.
    /// </returns>
    public Result<LogView, TransparencyErrorCode> Advance(ReadOnlySpan<byte> note, IEnumerable<TrustedLog> logs, ImmutableArray<Digest> consistency)
    {
        if (!Open(note, logs).TryGet(out var next, out var fault))
        {
            return fault;
        }

        var (old, now) = (Checkpoint, next.Checkpoint);
        if (now.Origin != old.Origin)
        {
            return new Fault<TransparencyErrorCode>(TransparencyErrorCode.NotSigned, $"The checkpoint is of the log {ForeignText.Printable(now.Origin)}, not of {old.Origin}.", "Fetch it from the log's own address.");
        }

        if (now.Size < old.Size)
        {
            return new Fault<TransparencyErrorCode>(
                TransparencyErrorCode.Shrunk, $"The log {old.Origin} has {now.Size} entries; it had {old.Size}.", "Somebody shows you an old state of it, or has taken entries out; do not install from it until that is cleared up.");
        }

        return ProofCheck.IsContinued(old.Size, now.Size, consistency.AsSpan(), old.Root, now.Root)
            ? next
            : new Fault<TransparencyErrorCode>(
                TransparencyErrorCode.Forked, $"The log {old.Origin} with {now.Size} entries is not a continuation of what it was with {old.Size}.", "It says different things to different people; do not install from it until that is cleared up.");
    }
}
