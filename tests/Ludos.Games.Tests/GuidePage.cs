using System.Text.RegularExpressions;

namespace Ludos.Games.Tests;

/// <summary>The commands of docs/guide/first-game.md, in the order a reader meets them.</summary>
internal sealed partial class GuidePage
{
    private readonly string _text = File.ReadAllText(Checkout.PathOf("docs/guide/first-game.md"));

    /// <summary>Each line of a block without a language that begins with ./ludos, split into words as a shell would.</summary>
    public IReadOnlyList<string[]> Commands() =>
        [.. Block().Matches(_text).SelectMany(block => block.Groups[1].Value.Split('\n'))
            .Where(line => line.StartsWith("./ludos ", StringComparison.Ordinal))
            .Select(line => line["./ludos ".Length..].Split(' ').Select(word => word.Trim('\'')).ToArray())];

    /// <summary>The one line of the C block that begins with this text.</summary>
    public string CLine(string start) => CBlock().Matches(_text).Select(block => block.Groups[1].Value.TrimEnd()).Single(code => code.TrimStart().StartsWith(start, StringComparison.Ordinal));

    public bool Mentions(string text) => _text.Contains(text, StringComparison.Ordinal);

    [GeneratedRegex("^```\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("^```c\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CBlock();
}
