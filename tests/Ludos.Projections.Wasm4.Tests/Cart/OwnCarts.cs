namespace Ludos.Projections.Wasm4.Tests.Cart;

/// <summary>The cartridges in games/.</summary>
internal static class OwnCarts
{
    public static string Path(string name) => System.IO.Path.Combine(Root(), "games", name, $"{name}.wasm");

    /// <summary>Past failures of the fuzzers.</summary>
    public static string CorpusFolder() => System.IO.Path.Combine(Root(), "tests", "Ludos.Projections.Wasm4.Tests", "Cart", "Corpus");

    private static string Root()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(at.FullName, "Ludos.slnx")))
                return at.FullName;
        }
        throw new InvalidOperationException($"{AppContext.BaseDirectory} lies in no checkout of Ludos.");
    }
}
