using System.Text.RegularExpressions;

namespace Ludos.Modules;

/// <summary>The spelling rules of names.</summary>
internal static partial class ManifestNames
{
    public static string Id(ManifestNode node)
    {
        string id = node.Text(ModuleLimits.MaxIdLength);
        if (!IdPattern().IsMatch(id))
        {
            throw node.Bad($"is \"{ManifestNode.Printable(id)}\", not an id.", "Use lower-case letters and digits, parts joined by '.', '-' or '_', a letter first, such as shoal.flock.");
        }

        return id;
    }

    public static string Region(ManifestNode node)
    {
        string name = node.Text(ModuleLimits.MaxNameLength);
        if (!RegionPattern().IsMatch(name))
        {
            throw node.Bad($"is \"{ManifestNode.Printable(name)}\", not a region's name.", "Use lower-case letters and digits, parts joined by '.' or '_', a letter first, such as fish.speed.");
        }

        return name;
    }

    public static bool IsId(string id) => id.Length <= ModuleLimits.MaxIdLength && IdPattern().IsMatch(id);

    public static bool IsRegion(string name) => name.Length <= ModuleLimits.MaxNameLength && RegionPattern().IsMatch(name);

    public static string Unit(ManifestNode node)
    {
        string name = node.Text(ModuleLimits.MaxNameLength);
        if (!UnitPattern().IsMatch(name))
        {
            throw node.Bad($"is \"{ManifestNode.Printable(name)}\", not a unit's name.", "Use letters, digits, '.', '-' and '_', a letter first.");
        }

        return name;
    }

    /// <summary>A name that code may also bear: of a field or an export.</summary>
    public static string Identifier(ManifestNode node, string what)
    {
        string name = node.Text(ModuleLimits.MaxNameLength);
        if (!IdentifierPattern().IsMatch(name))
        {
            throw node.Bad($"is \"{ManifestNode.Printable(name)}\", not {what}.", "Use letters, digits and '_', a letter first.");
        }

        return name;
    }

    [GeneratedRegex(@"^[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"^[a-z][a-z0-9]*(?:[._][a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex RegionPattern();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9._-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex UnitPattern();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdentifierPattern();
}
