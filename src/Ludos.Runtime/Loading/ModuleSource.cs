using Ludos.Base;
using Ludos.Modules;
using Ludos.Trust;

namespace Ludos.Runtime.Loading;

/// <summary>Bytes of a module from where a person named it: a folder with module.json, a .gmod or a .wasm.</summary>
internal static class ModuleSource
{
    private const string PackageSuffix = ".gmod";

    public static Result<VerifiedModule, GameErrorCode> Read(string path, ModuleVerifier verifier)
    {
        if (!Bytes(path).TryGet(out var bytes, out var fault))
        {
            return fault;
        }

        var origin = OriginOf(path);
        return verifier.Verify(bytes, origin, path).TryGet(out var verified, out var untrusted)
            ? verified
            : new Fault<GameErrorCode>(untrusted.Code == TrustErrorCode.UnsignedNeedsDev ? GameErrorCode.Untrusted : GameErrorCode.BadModule, untrusted.Message, untrusted.Mend);
    }

    /// <summary>The packed folder, or the file as it is.</summary>
    public static Result<byte[], GameErrorCode> Bytes(string path)
    {
        if (!Directory.Exists(path))
        {
            return BoundedFile.Read(path);
        }

        return ModulePacker.Pack(path).TryGet(out var packed, out var fault)
            ? packed
            : new Fault<GameErrorCode>(GameErrorCode.BadModule, fault.Message, fault.Mend);
    }

    public static ModuleOrigin OriginOf(string path) =>
        !Directory.Exists(path) && path.EndsWith(PackageSuffix, StringComparison.OrdinalIgnoreCase) ? ModuleOrigin.GmodFile : ModuleOrigin.CommandLine;
}
