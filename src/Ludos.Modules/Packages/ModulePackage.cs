using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Ludos.Base;
using Ludos.Trust;

namespace Ludos.Modules;

/// <summary>A verified module, opened: its manifest, its code and its other files. Immutable and thread-safe.</summary>
public sealed class ModulePackage
{
    private readonly ImmutableDictionary<string, PackageFile> _byPath;

    private ModulePackage(VerifiedModule verified, ModuleManifest manifest, ReadOnlyMemory<byte> code, ImmutableArray<PackageFile> files)
    {
        Verified = verified;
        Manifest = manifest;
        Code = code;
        Files = files;
        _byPath = files.ToImmutableDictionary(file => file.Path, StringComparer.Ordinal);
    }

    /// <summary>The bytes that were verified. After <see cref="WithCode"/>: the new code's.</summary>
    public VerifiedModule Verified { get; }

    public ModuleManifest Manifest { get; }

    /// <summary>The wasm code that the manifest names for this platform; empty for a game.</summary>
    public ReadOnlyMemory<byte> Code { get; }

    /// <summary>Every file of a .gmod in ordinal order of paths; empty for bare wasm.</summary>
    public ImmutableArray<PackageFile> Files { get; }

    /// <summary>Opens a .gmod.</summary>
    /// <returns>
    /// The package, or a fault: <see cref="ModuleErrorCode.NoManifest"/> for bare wasm, which <see cref="WithCode"/> or a projection
    /// opens; <see cref="ModuleErrorCode.NotAModule"/>, <see cref="ModuleErrorCode.BadManifest"/>,
    /// <see cref="ModuleErrorCode.MissingFile"/>, or <see cref="ModuleErrorCode.SignedAsAnother"/>.
    /// </returns>
    public static Result<ModulePackage, ModuleErrorCode> Open(VerifiedModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        if (!Read(module.Bytes.Span, module.Files, module.Name).TryGet(out ModuleManifest? manifest, out Fault<ModuleErrorCode>? fault)) return fault;
        if (module.Publisher is { } publisher && SignedName.Problem(publisher.Statement, manifest, module.Name) is { } other) return other;
        ReadOnlyMemory<byte> code = manifest.CodeFor(TargetPlatform.Current) is { } path ? Find(module.Files, path)!.Bytes : default;
        return new ModulePackage(module, manifest, code, module.Files);
    }

    /// <summary>Bare wasm under a manifest that a projection made for it.</summary>
    /// <exception cref="ArgumentException">The bytes are not wasm.</exception>
    public static ModulePackage OfWasm(VerifiedModule wasm, ModuleManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(wasm);
        ArgumentNullException.ThrowIfNull(manifest);
        if (!IsWasm(wasm.Bytes.Span)) throw new ArgumentException("The bytes are not wasm.", nameof(wasm));
        return new ModulePackage(wasm, manifest, wasm.Bytes, []);
    }

    /// <summary>This package with other code: what swapping a bare .wasm into a running module means. Manifest and files stay.</summary>
    /// <exception cref="ArgumentException">The bytes are not wasm.</exception>
    public ModulePackage WithCode(VerifiedModule wasm)
    {
        ArgumentNullException.ThrowIfNull(wasm);
        if (!IsWasm(wasm.Bytes.Span)) throw new ArgumentException("The bytes are not wasm.", nameof(wasm));
        return new ModulePackage(wasm, Manifest, wasm.Bytes, Files);
    }

    /// <summary>Whether bytes begin like wasm code.</summary>
    public static bool IsWasm(ReadOnlySpan<byte> bytes) => bytes.StartsWith("\0asm"u8);

    public bool TryFile(string path, [MaybeNullWhen(false)] out PackageFile file) => _byPath.TryGetValue(path, out file);

    /// <summary>An asset as this platform has it: in the folder of its variant, or else where it is.</summary>
    /// <param name="path">Below <c>assets/</c>, such as <c>assets/sky.png</c>.</param>
    public bool TryAsset(string path, [MaybeNullWhen(false)] out PackageFile file)
    {
        ArgumentNullException.ThrowIfNull(path);
        const string assets = ModulePacker.AssetsFolder + "/";
        return (Manifest.VariantFor(TargetPlatform.Current)?.Assets is { } folder && path.StartsWith(assets, StringComparison.Ordinal) && TryFile($"{folder}/{path[assets.Length..]}", out file))
            || TryFile(path, out file);
    }

    /// <summary>A file's content.</summary>
    /// <exception cref="KeyNotFoundException">No such file. Files that the manifest names are always there.</exception>
    public ReadOnlyMemory<byte> File(string path) => _byPath[path].Bytes;

    /// <summary>Reads the manifest among the files of a .gmod, and holds one against the others. The files were checked before.</summary>
    internal static Result<ModuleManifest, ModuleErrorCode> Read(ReadOnlySpan<byte> bytes, ImmutableArray<PackageFile> files, string name)
    {
        if (IsWasm(bytes))
        {
            return new Fault<ModuleErrorCode>(ModuleErrorCode.NoManifest, $"{name} is wasm without a manifest.", "Name the module's folder or its .gmod, or swap it into a running module.");
        }

        if (!GmodReader.IsGmod(bytes))
        {
            return new Fault<ModuleErrorCode>(ModuleErrorCode.NotAModule, $"{name} is neither a .gmod nor wasm.", "Name a .gmod file, a .wasm file or a module's folder.");
        }

        if (Find(files, ModuleManifest.FileName) is not { } manifestFile)
        {
            return new Fault<ModuleErrorCode>(ModuleErrorCode.MissingFile, $"{name} has no {ModuleManifest.FileName}.", "Pack it with ./ludos pack.");
        }

        if (!ModuleManifest.Parse(manifestFile.Bytes, $"{name}:{ModuleManifest.FileName}").TryGet(out ModuleManifest? manifest, out Fault<ModuleErrorCode>? fault)) return fault;
        return NamedFiles.Check(manifest, path => Find(files, path)?.Bytes.Length, name) is { } missing ? missing : manifest;
    }

    private static PackageFile? Find(ImmutableArray<PackageFile> files, string path) => files.FirstOrDefault(file => file.Path == path);
}
