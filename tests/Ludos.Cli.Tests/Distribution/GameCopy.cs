namespace Ludos.Cli.Tests.Distribution;

/// <summary>A copy of a sample game in which a test may raise versions and add content.</summary>
internal sealed class GameCopy : IDisposable
{
    private readonly TempFolder _folder = new();

    public GameCopy(string game)
    {
        Copy(new DirectoryInfo(System.IO.Path.Combine(Cli.Root, "games", game)), Path);
    }

    public string Path => _folder.File("game");

    /// <summary>Raises the version of the game, or of one of its modules, and gives it an asset that is its own.</summary>
    public void Raise(string part, string version, int assetBytes)
    {
        var manifest = System.IO.Path.Combine(Path, part, "module.json");
        File.WriteAllText(manifest, System.Text.RegularExpressions.Regex.Replace(File.ReadAllText(manifest), "\"version\": *\"[^\"]*\"", $"\"version\": \"{version}\""));
        var assets = Directory.CreateDirectory(System.IO.Path.Combine(Path, part, "assets"));
        var bytes = new byte[assetBytes];
        new Random(version.Length + version[0]).NextBytes(bytes);
        bytes[assetBytes / 2] ^= (byte)version[^1];
        File.WriteAllBytes(System.IO.Path.Combine(assets.FullName, "noise.bin"), bytes);
    }

    public void Dispose() => _folder.Dispose();

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.EnumerateFiles())
        {
            file.CopyTo(System.IO.Path.Combine(to, file.Name));
        }

        foreach (var folder in from.EnumerateDirectories())
        {
            Copy(folder, System.IO.Path.Combine(to, folder.Name));
        }
    }
}
