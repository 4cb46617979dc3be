using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Modules;
using Ludos.Platform;
using Ludos.Projections.Wasm4.Cart;
using Ludos.Projections.Wasm4.Disk;
using Ludos.Projections.Wasm4.Lettering;
using Ludos.Projections.Wasm4.Loading;

namespace Ludos.Runtime.Loading;

/// <summary>The loaders that this runtime knows, made for one session, and the store of carts' disks that ends with it.</summary>
internal sealed record ModuleLoaders(ImmutableArray<IModuleLoader> All, IDisposable? DiskStore)
{
    private const string DiskFolder = "disks";

    public static Result<ModuleLoaders, GameErrorCode> For(SessionOptions options, TraceLog trace, CartTap tap)
    {
        var font = Font.BuiltIn;
        if (options.Font is { } bytes)
        {
            if (!Font.Load(bytes.Span, "The font").TryGet(out var own, out var badFont))
            {
                return new Fault<GameErrorCode>(GameErrorCode.BadModule, badFont.Message, badFont.Mend);
            }

            font = own;
        }

        IDiskStore disks = new SessionDiskStore();
        if (options.PersistDisk)
        {
            if (!UserFolders.Data().TryGet(out var folder, out var noFolder))
            {
                return new Fault<GameErrorCode>(GameErrorCode.NotFound, noFolder.Message, noFolder.Mend);
            }

            disks = new FolderDiskStore(Path.Combine(folder, DiskFolder), warning => trace.Add(-1, "runtime", warning));
        }

        var carts = new CartLoader(new CartLoaderOptions { Host = new CartHost { Font = font, Trace = tap, Tones = tap }, Disks = disks, CodeCache = options.CodeCache });
        return new ModuleLoaders([new WasmModuleLoader(options.CodeCache, options.WasmTier), carts], disks as IDisposable);
    }
}
