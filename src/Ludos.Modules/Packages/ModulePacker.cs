using Ludos.Base;
using Microsoft.Win32.SafeHandles;

namespace Ludos.Modules;

/// <summary>
/// Packs a module's folder: module.json, the code, the initial contents that it names and everything under assets/. Sources,
/// build files and hidden files stay out. Equal folders give equal bytes.
/// </summary>
public static class ModulePacker
{
    /// <summary>The folder whose whole content is packed.</summary>
    public const string AssetsFolder = "assets";

    /// <summary>What a package's file is named by default: its id and version.</summary>
    public static string FileName(ModuleManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return $"{manifest.Id}-{manifest.Version.ToFullString()}.gmod";
    }

    /// <summary>Packs into memory.</summary>
    /// <param name="folder">Holds module.json.</param>
    /// <returns>The .gmod, or a fault that names the file.</returns>
    public static Result<byte[], ModuleErrorCode> Pack(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!PackageSurvey.Of(folder).TryGet(out PackageSurvey? survey, out Fault<ModuleErrorCode>? fault)) return fault;
        byte[] output = new byte[survey.Plan.TotalBytes];
        using var fill = new PackageFill(survey, (at, bytes) => bytes.CopyTo(output.AsSpan((int)at)));
        return fill.Run().TryGet(out _, out fault) ? output : fault;
    }

    /// <summary>Packs straight into a file, through a buffer of half a MiB, however large the package is.</summary>
    /// <param name="folder">Holds module.json.</param>
    /// <param name="path">Takes the manifest and gives the file to write; it is replaced when the package is whole, so that no reader sees half of one.</param>
    /// <returns>What was written, or a fault that names the file; then nothing was.</returns>
    public static Result<PackedModule, ModuleErrorCode> PackTo(string folder, Func<ModuleManifest, string> path)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(path);
        return PackageSurvey.Of(folder).TryGet(out PackageSurvey? survey, out Fault<ModuleErrorCode>? fault) ? PackTo(survey, path(survey.Manifest)) : fault;
    }

    internal static Result<PackedModule, ModuleErrorCode> PackTo(PackageSurvey survey, string target)
    {
        string partial = target + ".partial";
        try
        {
            if (!Write(survey, partial).TryGet(out Digest digest, out Fault<ModuleErrorCode>? fault))
            {
                File.Delete(partial);
                return fault;
            }

            File.Move(partial, target, overwrite: true);
            return new PackedModule(target, survey.Manifest, digest, survey.Plan.TotalBytes);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(partial)) File.Delete(partial);
            return new Fault<ModuleErrorCode>(ModuleErrorCode.Unreadable, $"{target} cannot be written: {error.Message}", "Name a file in a folder that exists and has room.");
        }
    }

    private static Result<Digest, ModuleErrorCode> Write(PackageSurvey survey, string partial)
    {
        // A new file of its full length: what nothing is written to, between the contents, is zero.
        using SafeFileHandle handle = File.OpenHandle(partial, FileMode.Create, FileAccess.Write, FileShare.None, FileOptions.None, survey.Plan.TotalBytes);
        RandomAccess.SetLength(handle, survey.Plan.TotalBytes);
        using var fill = new PackageFill(survey, (at, bytes) => RandomAccess.Write(handle, bytes, at));
        return fill.Run();
    }
}
