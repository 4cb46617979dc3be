using System.Globalization;

namespace Ludos.State;

/// <summary>Files of a journal's folder: segments, and the one that is being made.</summary>
internal static class SegmentNames
{
    private const string Suffix = ".journal";
    private const string UnfinishedSuffix = ".unfinished";
    private const int Digits = 12;

    public static string Of(ulong series) => series.ToString("D12", CultureInfo.InvariantCulture) + Suffix;

    public static string UnfinishedOf(ulong series) => series.ToString("D12", CultureInfo.InvariantCulture) + UnfinishedSuffix;

    public static bool IsUnfinished(string name) => name.EndsWith(UnfinishedSuffix, StringComparison.Ordinal) && name.Length == Digits + UnfinishedSuffix.Length;

    public static bool TryRead(string name, out ulong series)
    {
        series = 0;
        return name.Length == Digits + Suffix.Length
            && name.EndsWith(Suffix, StringComparison.Ordinal)
            && ulong.TryParse(name.AsSpan(0, Digits), NumberStyles.None, CultureInfo.InvariantCulture, out series);
    }
}
