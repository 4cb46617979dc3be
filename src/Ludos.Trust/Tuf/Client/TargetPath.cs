using System.Text;

namespace Ludos.Trust;

/// <summary>Which names of targets are plain relative paths: nothing that could lead out of a folder or a URL.</summary>
public static class TargetPath
{
    /// <summary>
    /// Whether it is 1 to <see cref="TufLimits.MaxTargetPathBytes"/> bytes of UTF-8 in segments divided by <c>/</c>, none of which is empty,
    /// <c>.</c> or <c>..</c>, without backslashes, control characters and halves of surrogate pairs.
    /// </summary>
    public static bool IsPlain(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0 || Encoding.UTF8.GetByteCount(path) > TufLimits.MaxTargetPathBytes || path.Any(c => c == '\\' || char.IsControl(c)) || !IsUnicode(path))
        {
            return false;
        }

        foreach (var segment in path.AsSpan().Split('/'))
        {
            if (path.AsSpan(segment) is "" or "." or "..")
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsUnicode(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar && !text.Contains('\uFFFD'))
            {
                return false;
            }
        }

        return true;
    }
}
