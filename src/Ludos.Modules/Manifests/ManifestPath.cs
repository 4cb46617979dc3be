using Ludos.Trust;

namespace Ludos.Modules;

/// <summary>A path that a manifest names.</summary>
internal static class ManifestPath
{
    public static string Of(ManifestNode node)
    {
        string path = node.Text(ModuleLimits.MaxManifestBytes);
        return PackagePath.Problem(path) is { } problem
            ? throw node.Bad($"is \"{ManifestNode.Printable(path)}\", which {problem}.", "Give a path inside the module's folder, such as assets/sky.png.")
            : path;
    }
}
