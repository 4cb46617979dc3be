namespace Ludos.Runtime.Tests;

/// <summary>The repository that these tests were built from.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Ludos.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No Ludos.slnx lies above the tests.");
        }

        return folder.FullName;
    }
}
