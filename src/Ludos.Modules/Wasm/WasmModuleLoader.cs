using Ludos.Base;
using Ludos.Trust;
using Ludos.Wasm;

namespace Ludos.Modules;

/// <summary>Loads modules and mods: a .gmod whose code is wasm by the contract in docs/reference/unit.md. Thread-safe.</summary>
/// <param name="cache">Keeps emitted code; null for none.</param>
/// <param name="tier">How memory accesses are checked.</param>
public sealed class WasmModuleLoader(CodeCache? cache = null, BoundsTier tier = BoundsTier.Auto) : IModuleLoader
{
    private static readonly WasmLimits Limits = WasmLimits.Default with
    {
        MaxModuleBytes = ModuleLimits.MaxCodeBytes,
        MaxMemoryPages = ModuleLimits.MaxMemoryPages,
    };

    /// <summary>True for a .gmod, and for code with a manifest, of kind module or mod. Bare wasm without a manifest is a projection's.</summary>
    public bool Handles(ReadOnlySpan<byte> bytes, ModuleManifest? manifest) =>
        manifest is null ? GmodReader.IsGmod(bytes) : manifest.Kind is ModuleKind.Module or ModuleKind.Mod;

    /// <inheritdoc/>
    public Result<ModulePackage, ModuleErrorCode> Open(VerifiedModule module) => ModulePackage.Open(module);

    /// <inheritdoc/>
    public Result<IPreparedModule, ModuleErrorCode> Prepare(ModulePackage package, PrepareOptions options)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(options);
        string name = package.Verified.Name;
        if (package.Manifest.Kind == ModuleKind.Wasm4)
        {
            return new Fault<ModuleErrorCode>(ModuleErrorCode.BadManifest, $"{name}: kind is \"wasm4\"; this is not its loader.", "Load it through the WASM-4 projection.");
        }

        if (package.Manifest.Kind == ModuleKind.Game)
        {
            return new Fault<ModuleErrorCode>(ModuleErrorCode.BadManifest, $"{name}: kind is \"game\", which has no code of its own.", "Install the game, which brings its modules, or name its folder.");
        }

        if (!WasmModule.Decode(package.Code.Span, Limits).TryGet(out WasmModule? module, out Fault<WasmErrorCode>? bad))
        {
            return new Fault<ModuleErrorCode>(
                bad.Code == WasmErrorCode.LimitExceeded ? ModuleErrorCode.TooLarge : ModuleErrorCode.BadCode,
                $"{name}: {package.Manifest.Code}: {bad.Message}",
                bad.Mend.Length != 0 ? bad.Mend : "Build it again with sdk/c/module.flags.");
        }

        if (CodeCheck.Check(module, package) is { } fault) return fault;
        bool hasWindows = module.Exports.Any(export => export.Name.StartsWith(ReservedNames.PointerPrefix, StringComparison.Ordinal));
        CompiledModule code = module.Compile(CompileOptions.Deterministic with { JitNow = options.CompileNow, ReadOnlyRange = hasWindows, Cache = cache, Tier = tier });
        return PreparedModule.Create(package, code, options);
    }
}
