namespace Ludos.State.Tests.Journals;

/// <summary>A folder that goes with the test.</summary>
internal sealed class TempFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("ludos-journal-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
