using Ludos.Base;
using Ludos.Modules;
using Ludos.Trust;

namespace Ludos.Runtime.Loading;

/// <summary>Bytes of a module from where a person named it: a folder with module.json, a .gmod with or without its bundle, or a .wasm.</summary>
internal static class ModuleSource
{
    private const string PackageSuffix = ".gmod";

    public static Result<VerifiedModule, GameErrorCode> Read(string path, ModuleGate gate)
    {
        if (!IsNamedPackage(path))
        {
            return !Bytes(path).TryGet(out var bytes, out var unread) ? unread
                : gate.Verify(bytes, OriginOf(path, bytes), path).TryGet(out var other, out var refused) ? other
                : ModuleGate.Refused(refused);
        }

        if (!BoundedFile.ReadModule(path).TryGet(out var buffer, out var fault) || !BundleOf(path).TryGet(out var bundle, out fault))
        {
            return fault;
        }

        return gate.Verify(buffer, ModuleOrigin.GmodFile, path, bundle).TryGet(out var verified, out var untrusted) ? verified : ModuleGate.Refused(untrusted);
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

    /// <summary>The bundle beside a .gmod; empty where there is none, and for anything else.</summary>
    public static Result<byte[], GameErrorCode> BundleOf(string path) => IsNamedPackage(path) && File.Exists(path + Bundle.FileSuffix)
        ? BoundedFile.Read(path + Bundle.FileSuffix, TrustLimits.MaxBundleBytes)
        : Array.Empty<byte>();

    /// <summary>A file is a package by its name or by its first bytes: another name makes nothing one's own content.</summary>
    public static ModuleOrigin OriginOf(string path, ReadOnlySpan<byte> bytes) =>
        IsNamedPackage(path) || (!Directory.Exists(path) && GmodReader.IsGmod(bytes)) ? ModuleOrigin.GmodFile : ModuleOrigin.CommandLine;

    private static bool IsNamedPackage(string path) => !Directory.Exists(path) && path.EndsWith(PackageSuffix, StringComparison.OrdinalIgnoreCase);
}
