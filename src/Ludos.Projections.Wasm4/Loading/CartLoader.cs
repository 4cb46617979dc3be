using System.Text;
using Ludos.Base;
using Ludos.Modules;
using Ludos.Projections.Wasm4.Cart;
using Ludos.Trust;
using NuGet.Versioning;

namespace Ludos.Projections.Wasm4.Loading;

/// <summary>Offers WASM-4 carts to the runtime as modules of one unit. Thread-safe.</summary>
public sealed class CartLoader(CartLoaderOptions supplies) : IModuleLoader
{
    /// <summary>The one unit of a cart.</summary>
    public const string UnitName = "cart";

    private const string FallbackId = "cart";
    private const string UpdateExport = "update";

    /// <summary>Bare wasm is a cart, unless its manifest says otherwise; a .gmod is one when its manifest says so.</summary>
    public bool Handles(ReadOnlySpan<byte> bytes, ModuleManifest? manifest)
        => manifest is null ? ModulePackage.IsWasm(bytes) : manifest.Kind == ModuleKind.Wasm4;

    public Result<ModulePackage, ModuleErrorCode> Open(VerifiedModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return ModulePackage.IsWasm(module.Bytes.Span)
            ? ModulePackage.OfWasm(module, ManifestFor(module))
            : ModulePackage.Open(module);
    }

    public Result<IPreparedModule, ModuleErrorCode> Prepare(ModulePackage package, PrepareOptions options)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(options);
        return CartProgram.Load(package.Code.Span, package.Verified.Name, options.CompileNow, supplies.CodeCache).TryGet(out CartProgram? program, out Fault<CartErrorCode>? fault)
            ? new PreparedCart(package, program, supplies)
            : new Fault<ModuleErrorCode>(CodeOf(fault.Code), fault.Message, fault.Mend);
    }

    private static ModuleErrorCode CodeOf(CartErrorCode code) => code switch
    {
        CartErrorCode.TooBig => ModuleErrorCode.TooLarge,
        CartErrorCode.Unlinkable => ModuleErrorCode.ImportRefused,
        _ => ModuleErrorCode.BadCode,
    };

    private static ModuleManifest ManifestFor(VerifiedModule module) => new(
        IdFrom(module.Name),
        new SemanticVersion(1, 0, 0),
        ModuleKind.Wasm4,
        Path.GetFileName(module.Name),
        MemoryMode.Region,
        Regions: [],
        Units: [new UnitDeclaration(UnitName, UpdateExport, null, [ModuleManifest.InputName], [], [], [], CartMachine.FuelPerCall)],
        Grants: [ModuleManifest.InputName],
        Dependencies: []);

    /// <summary>A module id made of a file's name: its letters and digits in lower case, all else a dash between them.</summary>
    private static string IdFrom(string path)
    {
        var id = new StringBuilder();
        foreach (char c in Path.GetFileNameWithoutExtension(path).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
                id.Append(c);
            else if (id.Length > 0 && id[^1] != '-')
                id.Append('-');
        }
        string kept = id.ToString(0, Math.Min(id.Length, ModuleLimits.MaxIdLength)).Trim('-');
        return kept.Length == 0 ? FallbackId
            : char.IsAsciiLetter(kept[0]) ? kept
            : $"{FallbackId}-{kept}"[..Math.Min(kept.Length + FallbackId.Length + 1, ModuleLimits.MaxIdLength)].Trim('-');
    }
}
