using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Trust;
using Ludos.Wasm;

namespace Ludos.Modules;

/// <summary>What a .gmod or a .wasm file is, without running it: for <c>./ludos inspect</c>. Immutable.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Digest">Of a .gmod the module digest, of bare wasm SHA-256 of the whole.</param>
/// <param name="TotalBytes">Size of the whole.</param>
/// <param name="Manifest">Null for bare wasm.</param>
/// <param name="Files">Of a .gmod, in ordinal order of paths; empty for bare wasm.</param>
/// <param name="Imports">Of the code, in its order.</param>
/// <param name="Exports">Of the code, in its order.</param>
public sealed record ModuleInspection(
    string Name,
    Digest Digest,
    int TotalBytes,
    ModuleManifest? Manifest,
    ImmutableArray<PackageFile> Files,
    ImmutableArray<ImportDescriptor> Imports,
    ImmutableArray<ExportDescriptor> Exports)
{
    /// <summary>Reads the file. Nothing of it is executed, so it need not be trusted.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">Its name for messages.</param>
    public static Result<ModuleInspection, ModuleErrorCode> Of(ReadOnlyMemory<byte> bytes, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (bytes.Length > TrustLimits.MaxModuleBytes)
        {
            return new Fault<ModuleErrorCode>(ModuleErrorCode.TooLarge, $"{name} has {bytes.Length} bytes; a module may have {TrustLimits.MaxModuleBytes}.", "Name a smaller file.");
        }

        if (ModulePackage.IsWasm(bytes.Span))
        {
            return Code(bytes, name).TryGet(out WasmModule? bare, out Fault<ModuleErrorCode>? bad)
                ? new ModuleInspection(name, Digest.Of(bytes.Span), bytes.Length, null, [], [.. bare.Imports], [.. bare.Exports])
                : bad;
        }

        GmodContainer? container = null;
        if (GmodReader.IsGmod(bytes.Span) && !GmodReader.Read(bytes, name).TryGet(out container, out Fault<TrustErrorCode>? broken)) return ContainerFaults.Of(broken);
        ImmutableArray<PackageFile> files = container?.Files ?? [];
        if (!ModulePackage.Read(bytes.Span, files, name).TryGet(out ModuleManifest? manifest, out Fault<ModuleErrorCode>? fault)) return fault;
        if (manifest.Code is null) return new ModuleInspection(name, container!.Digest, bytes.Length, manifest, files, [], []);
        ReadOnlyMemory<byte> code = files.First(file => file.Path == manifest.Code).Bytes;
        return Code(code, $"{name}:{manifest.Code}").TryGet(out WasmModule? module, out fault)
            ? new ModuleInspection(name, container!.Digest, bytes.Length, manifest, files, [.. module.Imports], [.. module.Exports])
            : fault;
    }

    /// <summary>The inspection as text for people.</summary>
    public IEnumerable<string> Lines() => InspectionText.Of(this);

    private static Result<WasmModule, ModuleErrorCode> Code(ReadOnlyMemory<byte> code, string name) =>
        WasmModule.Decode(code.Span).TryGet(out WasmModule? module, out Fault<WasmErrorCode>? fault)
            ? module
            : new Fault<ModuleErrorCode>(ModuleErrorCode.BadCode, $"{name}: {fault.Message}", fault.Mend);
}
