using NuGet.Versioning;

namespace Ludos.Modules;

/// <summary>The order of NuGet.Versioning, asked only where numbers alone do not decide: a run compares versions a million times.</summary>
internal static class VersionOrder
{
    public static int Compare(NuGetVersion left, NuGetVersion right)
    {
        int order = left.Major.CompareTo(right.Major);
        if (order == 0) order = left.Minor.CompareTo(right.Minor);
        if (order == 0) order = left.Patch.CompareTo(right.Patch);
        return order == 0 ? left.CompareTo(right) : order;
    }

    public static bool IsSame(VersionRange left, VersionRange right) =>
        ReferenceEquals(left, right)
        || (left.IsMinInclusive == right.IsMinInclusive && left.IsMaxInclusive == right.IsMaxInclusive && IsSame(left.MinVersion, right.MinVersion) && IsSame(left.MaxVersion, right.MaxVersion));

    private static bool IsSame(NuGetVersion? left, NuGetVersion? right) => left is null || right is null ? ReferenceEquals(left, right) : Compare(left, right) == 0;
}
