namespace Ludos.Games.Tests;

/// <summary>A folder of one test, removed after it.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("ludos-games-").FullName;

    public string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>Copies files or a folder of the checkout to the same place below this one.</summary>
    public void CopyFromCheckout(string relative)
    {
        foreach (var file in Directory.EnumerateFiles(Checkout.PathOf(relative), "*", SearchOption.AllDirectories))
        {
            var target = PathOf(Path.GetRelativePath(Checkout.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
