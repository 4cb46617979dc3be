using System.Globalization;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>What a log says of itself: how many entries it has, and their root. Immutable. C2SP's tlog-checkpoint.</summary>
/// <param name="Origin">The log's name.</param>
/// <param name="Size">Entries.</param>
/// <param name="Root">By RFC 6962.</param>
public sealed record Checkpoint(string Origin, long Size, Digest Root)
{
    private const int Lines = 3;

    /// <summary>The text that is signed. Extension lines are not written, and passed over when read.</summary>
    public string ToText() => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root.Span)}\n");

    /// <summary>Signs it under the origin's name.</summary>
    public Result<SignedNote, SignErrorCode> Sign(ISigner log) => SignedNote.Sign(ToText(), Origin, log);

    /// <summary>Reads a signed note that one of the logs signed under its own origin.</summary>
    /// <param name="note">The note in UTF-8.</param>
    /// <param name="logs">Logs that are trusted.</param>
    public static Result<Checkpoint, TransparencyErrorCode> Open(ReadOnlySpan<byte> note, IEnumerable<TrustedLog> logs)
    {
        if (!SignedNote.Parse(note).TryGet(out var signed, out var fault) || !Parse(signed.Text).TryGet(out var checkpoint, out fault))
        {
            return fault;
        }

        var keys = logs.Where(log => log.Origin == checkpoint.Origin).Select(log => new NoteVerifier(log.Origin, log.Key));
        return signed.SignersAmong(keys).TryGet(out _, out fault) ? checkpoint : fault;
    }

    /// <summary>Reads a note's text.</summary>
    public static Result<Checkpoint, TransparencyErrorCode> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.Split('\n');
        var root = new byte[Digest.SizeBytes + 1];
        if (lines.Length <= Lines || lines[^1].Length != 0 || lines[0].Length == 0 || lines[..^1].Any(line => line.Length == 0))
        {
            return Bad("does not have the lines origin, size and root");
        }

        if (!long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size.ToString(CultureInfo.InvariantCulture) != lines[1])
        {
            return Bad($"has a size that is no number: {ForeignText.Printable(lines[1])}");
        }

        if (!Convert.TryFromBase64String(lines[2], root, out var length) || length != Digest.SizeBytes || Convert.ToBase64String(root.AsSpan(0, length)) != lines[2])
        {
            return Bad("has a root that is not base64 of 32 bytes");
        }

        return new Checkpoint(lines[0], size, new Digest(root.AsSpan(0, length)));
    }

    private static Fault<TransparencyErrorCode> Bad(string problem) => new(TransparencyErrorCode.Malformed, $"The checkpoint {problem}.", "Fetch it again.");
}
