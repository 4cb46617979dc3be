using System.Text.RegularExpressions;

namespace Ludos.Distribution;

/// <summary>The spelling of publishers' names: also part of a TUF role's name and of an address, so nothing that either would take for syntax.</summary>
public static partial class PublisherName
{
    /// <summary>Lower-case letters and digits in parts joined by '-', a letter first, at most <see cref="DistributionLimits.MaxPublisherLength"/>.</summary>
    public static bool IsName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length <= DistributionLimits.MaxPublisherLength && Pattern().IsMatch(name);
    }

    [GeneratedRegex(@"^[a-z][a-z0-9]*(?:-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
