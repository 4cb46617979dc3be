namespace Ludos.Games.Tests;

/// <summary>Where the repository lies, found from the test's output folder.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Ludos.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("No Ludos.slnx above the test's output folder.");
    }
}
