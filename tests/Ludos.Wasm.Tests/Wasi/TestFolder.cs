using Ludos.Wasm.Wasi;

namespace Ludos.Wasm.Tests.Wasi;

/// <summary>The ways in which a program can be given a folder; each must look the same to it.</summary>
public enum FolderKind
{
    /// <summary>A real folder; the kernel resolves paths.</summary>
    Kernel,

    /// <summary>A real folder; paths are resolved name by name.</summary>
    Walk,

    /// <summary>Files in memory.</summary>
    Virtual,
}

/// <summary>An empty folder of one kind, and a temporary one of the machine around it.</summary>
internal sealed class TestFolder : IDisposable
{
    private TestFolder(FolderKind kind)
    {
        Outside = Directory.CreateTempSubdirectory("ludos-wasi-").FullName;
        Inside = Path.Combine(Outside, "inside");
        Directory.CreateDirectory(Inside);
        File.WriteAllText(Path.Combine(Outside, "secret.txt"), "secret");
        Folder = kind switch
        {
            FolderKind.Kernel => RealFolder.Open(Inside).Value,
            FolderKind.Walk => RealFolder.Open(Inside, walk: true).Value,
            _ => new VirtualFileSystem().Root,
        };
    }

    /// <summary>Holds the granted folder, and secret.txt beside it.</summary>
    public string Outside { get; }

    /// <summary>The granted folder, where it is a real one.</summary>
    public string Inside { get; }

    public IWasiDirectory Folder { get; }

    public static TestFolder Make(FolderKind kind) => new(kind);

    /// <summary>Everything outside is as it was.</summary>
    public void AssertOutsideUntouched()
    {
        Xunit.Assert.Equal("secret", File.ReadAllText(Path.Combine(Outside, "secret.txt")));
        Xunit.Assert.Equal(["inside", "secret.txt"], Directory.EnumerateFileSystemEntries(Outside).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
    }

    public void Dispose()
    {
        Folder.Dispose();
        Directory.Delete(Outside, recursive: true);
    }
}
