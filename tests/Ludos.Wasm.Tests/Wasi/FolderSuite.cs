using Ludos.Wasm.Wasi;
using Xunit;

namespace Ludos.Wasm.Tests.Wasi;

/// <summary>What every kind of folder must do, one subclass a kind.</summary>
public abstract partial class FolderSuite : IDisposable
{
    private readonly TestFolder _folder;
    private readonly Guest _guest;

    protected FolderSuite(FolderKind kind)
    {
        _folder = TestFolder.Make(kind);
        _guest = new Guest(new WasiOptions { Folders = [new WasiPreopen("/", _folder.Folder)] });
    }

    public void Dispose()
    {
        _guest.Dispose();
        GC.SuppressFinalize(this);
        _folder.AssertOutsideUntouched();
        _folder.Dispose();
    }

    private static void Ok(WasiErrno errno) => Assert.Equal(WasiErrno.Success, errno);

    private static void Is(WasiErrno expected, WasiErrno errno) => Assert.Equal(expected, errno);
}

public sealed class KernelFolderTests() : FolderSuite(FolderKind.Kernel);

public sealed class WalkedFolderTests() : FolderSuite(FolderKind.Walk);

public sealed class VirtualFolderTests() : FolderSuite(FolderKind.Virtual);
