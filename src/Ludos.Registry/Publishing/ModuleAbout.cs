using System.Text;
using Ludos.Modules;

namespace Ludos.Registry.Publishing;

/// <summary>How a module shows itself to people: the first heading and the first paragraph of its <c>README.md</c>, as plain text. Without one, its id and nothing.</summary>
/// <param name="Name">At most <see cref="MaxNameLength"/> characters.</param>
/// <param name="Description">At most <see cref="MaxDescriptionLength"/> characters.</param>
internal sealed record ModuleAbout(string Name, string Description, string Kind)
{
    public const string FileName = "README.md";
    public const int MaxNameLength = 80;
    public const int MaxDescriptionLength = 500;

    private const int MaxReadBytes = 16 * 1024;

    public static ModuleAbout Of(ModulePackage package)
    {
        var bytes = package.Files.FirstOrDefault(file => file.Path == FileName)?.Bytes ?? default;
        var text = Encoding.UTF8.GetString(bytes.Span[..Math.Min(bytes.Length, MaxReadBytes)]);
        var (name, description) = Read(text);
        return new ModuleAbout(name.Length == 0 ? package.Manifest.Id : name, description, KindOf(package.Manifest));
    }

    /// <summary>The manifest's kind as documents spell it.</summary>
    public static string KindOf(ModuleManifest manifest) => manifest.Kind.ToString().ToLowerInvariant();

    private static (string Name, string Description) Read(string text)
    {
        var name = "";
        var paragraph = new StringBuilder();
        foreach (var line in text.Split('\n').Select(line => line.Trim()))
        {
            if (line.StartsWith('#'))
            {
                if (paragraph.Length > 0)
                {
                    break;
                }

                name = name.Length == 0 ? Plain(line.TrimStart('#'), MaxNameLength) : name;
            }
            else if (line.Length > 0)
            {
                paragraph.Append(line).Append(' ');
            }
            else if (paragraph.Length > 0)
            {
                break;
            }
        }

        return (name, Plain(paragraph.ToString(), MaxDescriptionLength));
    }

    /// <summary>One line without control and format characters: those can turn the text around them.</summary>
    private static string Plain(string text, int maxLength)
    {
        var plain = new StringBuilder();
        foreach (var rune in text.Trim().EnumerateRunes())
        {
            var isKept = !Rune.IsControl(rune) && Rune.GetUnicodeCategory(rune) is not System.Globalization.UnicodeCategory.Format;
            if (isKept && plain.Length + rune.Utf16SequenceLength <= maxLength)
            {
                plain.Append(rune);
            }
        }

        return plain.ToString().Trim();
    }
}
