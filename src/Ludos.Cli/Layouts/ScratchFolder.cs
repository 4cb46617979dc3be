namespace Ludos.Cli.Layouts;

/// <summary>A folder of this process's own, gone when disposed.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("ludos-layout-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
