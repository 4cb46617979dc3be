using Ludos.Base;
using Ludos.Trust;

namespace Ludos.Modules.Tests.Support;

/// <summary>The small C modules of tests/modules, through the whole road: packed, verified, opened, prepared.</summary>
internal static class ProofModules
{
    public static string Folder(string name) => Path.Combine(AppContext.BaseDirectory, "modules", name);

    public static ModulePackage Open(string name) => ModulePackage.Open(Verified(ModulePacker.Pack(Folder(name)).Value, name)).Value;

    public static IPreparedModule Prepare(string name) => Prepare(Open(name)).Value;

    public static Result<IPreparedModule, ModuleErrorCode> Prepare(ModulePackage package) => new WasmModuleLoader().Prepare(package, new PrepareOptions());

    /// <summary>Code by hand under a manifest by hand.</summary>
    public static Result<IPreparedModule, ModuleErrorCode> Prepare(byte[] wasm, string manifest) =>
        Prepare(ModulePackage.OfWasm(Verified(wasm, "hand.wasm"), Manifests.Parse(manifest)));

    private static VerifiedModule Verified(byte[] bytes, string name) => new ModuleVerifier(true).Verify(bytes, ModuleOrigin.GmodFile, name).Value;
}
