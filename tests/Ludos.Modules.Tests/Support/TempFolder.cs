namespace Ludos.Modules.Tests.Support;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("ludos-modules-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    public void Write(string path, ReadOnlySpan<byte> content)
    {
        string full = System.IO.Path.Combine(Path, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
    }
}
