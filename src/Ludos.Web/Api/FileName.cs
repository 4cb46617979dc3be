using System.Text;

namespace Ludos.Web.Api;

/// <summary>The name of a file that a page sent, fit to appear in messages.</summary>
internal static class FileName
{
    private const string Unnamed = "the dropped file";

    /// <summary>Its last part, without control characters, at most <see cref="WebLimits.MaxFileNameLength"/> characters.</summary>
    public static string Clean(string name)
    {
        var kept = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            if (rune.Value is '/' or '\\')
            {
                kept.Clear();
            }
            else if (!Rune.IsControl(rune) && Rune.GetUnicodeCategory(rune) is not System.Globalization.UnicodeCategory.Format && kept.Length + 2 <= WebLimits.MaxFileNameLength)
            {
                kept.Append(rune.ToString());
            }
        }

        var cleaned = kept.ToString().Trim();
        return cleaned.Length == 0 ? Unnamed : cleaned;
    }
}
