using System.Text.RegularExpressions;
using Ludos.Trust;

namespace Ludos.Modules;

/// <summary>Paths in a manifest.</summary>
internal static partial class ManifestPath
{
    public static string Of(ManifestNode node)
    {
        string path = node.Text(ModuleLimits.MaxManifestBytes);
        if (PackagePath.Problem(path) is not { } problem) return path;
        string what = $"is \"{ManifestNode.Printable(path)}\", which {problem}.";
        const string mend = "Give a path inside the module's folder, such as assets/sky.png.";

        // The schema has the spelling; that some well-spelt names are devices somewhere is more than it can say.
        throw path.Length <= ModuleLimits.MaxPathBytes && Spelling().IsMatch(path) ? node.BadTogether(what, mend) : node.Bad(what, mend);
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-]([A-Za-z0-9._-]*[A-Za-z0-9_-])?(/[A-Za-z0-9_-]([A-Za-z0-9._-]*[A-Za-z0-9_-])?){0,15}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Spelling();
}
