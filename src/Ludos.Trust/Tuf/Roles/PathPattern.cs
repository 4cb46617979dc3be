namespace Ludos.Trust;

/// <summary>
/// Shell patterns over target paths: <c>*</c> any run, <c>?</c> any one, <c>[a-z]</c> and <c>[!a-z]</c> one of a set. None of them matches
/// a slash, and case counts. The time is at most pattern times path: only the last star is ever tried again.
/// </summary>
internal static class PathPattern
{
    public static bool Matches(string pattern, string path)
    {
        var (p, t) = (0, 0);
        var (star, resume) = (-1, 0);
        while (t < path.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, resume) = (p++, t);
            }
            else if (p < pattern.Length && One(pattern, p, path[t], out var next))
            {
                (p, t) = (next, t + 1);
            }
            else if (star >= 0 && path[resume] != '/')
            {
                resume++;
                (p, t) = (star + 1, resume);
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).TrimStart('*').IsEmpty;
    }

    private static bool One(string pattern, int at, char c, out int next)
    {
        next = at + 1;
        return pattern[at] switch
        {
            '?' => c != '/',
            '[' when SetEnd(pattern, at) is var end and > 0 => Set(pattern.AsSpan(at + 1, end - at - 1), c, end, out next),
            var literal => literal == c,
        };
    }

    /// <summary>Where a set closes; 0 when it does not, and the bracket stands for itself. A bracket that comes first in a set belongs to it.</summary>
    private static int SetEnd(string pattern, int at)
    {
        var first = at + 1 < pattern.Length && pattern[at + 1] == '!' ? at + 2 : at + 1;
        return first + 1 < pattern.Length ? Math.Max(0, pattern.IndexOf(']', first + 1)) : 0;
    }

    private static bool Set(ReadOnlySpan<char> set, char c, int end, out int next)
    {
        next = end + 1;
        var isNegated = set[0] == '!';
        set = isNegated ? set[1..] : set;
        var isIn = false;
        for (var at = 0; at < set.Length; at++)
        {
            if (at + 2 < set.Length && set[at + 1] == '-')
            {
                isIn |= set[at] <= c && c <= set[at + 2];
                at += 2;
            }
            else
            {
                isIn |= set[at] == c;
            }
        }

        return c != '/' && isIn != isNegated;
    }
}
