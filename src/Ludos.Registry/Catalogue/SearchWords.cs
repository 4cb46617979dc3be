using System.Globalization;
using System.Text;

namespace Ludos.Registry.Catalogue;

/// <summary>Cuts text into what is searched for: runs of letters and digits, in lower case, without accents. Both backings index these words and nothing else, so they find the same.</summary>
public static class SearchWords
{
    /// <summary>Words of one text that count.</summary>
    public const int MaxWords = 400;

    /// <summary>Words of a query that count.</summary>
    public const int MaxQueryWords = 8;

    /// <summary>Characters of a word that count.</summary>
    public const int MaxWordLength = 40;

    /// <summary>The distinct words of the texts in order of appearance, at most <paramref name="limit"/>.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<string> texts, int limit = MaxWords)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var words = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var word = new StringBuilder();
        foreach (var text in texts)
        {
            foreach (var rune in Plain(text).EnumerateRunes())
            {
                if (Rune.IsLetterOrDigit(rune))
                {
                    if (word.Length < MaxWordLength)
                    {
                        word.Append(Rune.ToLowerInvariant(rune));
                    }
                }
                else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format))
                {
                    Finish();
                }
            }

            Finish();
        }

        return words;

        void Finish()
        {
            if (word.Length > 0 && words.Count < limit && seen.Add(word.ToString()))
            {
                words.Add(word.ToString());
            }

            word.Clear();
        }
    }

    /// <summary>Letters and their accents apart. Text with halves of surrogate pairs is taken as it is.</summary>
    private static string Plain(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKD);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }
}
