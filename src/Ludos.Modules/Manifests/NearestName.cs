namespace Ludos.Modules;

/// <summary>Finds the known name that a misspelt one most likely meant.</summary>
internal static class NearestName
{
    private const int MaxComparedLength = 64;

    /// <returns>The known name at the least edit distance, or null where none is near.</returns>
    public static string? Find(string given, IEnumerable<string> known)
    {
        if (given.Length > MaxComparedLength) return null;
        string? best = null;
        int bestDistance = Math.Max(2, given.Length / 2) + 1;
        foreach (string name in known)
        {
            int distance = Distance(given, name);
            if (distance >= bestDistance) continue;
            best = name;
            bestDistance = distance;
        }

        return best;
    }

    private static int Distance(string a, string b)
    {
        Span<int> row = stackalloc int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++) row[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substituted = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
