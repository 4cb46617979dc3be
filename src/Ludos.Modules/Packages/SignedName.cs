using Ludos.Base;
using Ludos.Trust;

namespace Ludos.Modules;

/// <summary>Holds what a publisher signed against what the manifest says: a signature for one module never lets another run.</summary>
internal static class SignedName
{
    public static Fault<ModuleErrorCode>? Problem(Statement statement, ModuleManifest manifest, string name)
    {
        string signed = statement.Version.ToFullString();
        string packed = manifest.Version.ToFullString();
        return statement.ModuleId == manifest.Id && signed == packed
            ? null
            : new Fault<ModuleErrorCode>(
                ModuleErrorCode.SignedAsAnother,
                $"{name}: {statement.Publisher} signed it as {statement.ModuleId} {signed}; its {ModuleManifest.FileName} says {manifest.Id} {packed}.",
                "Get it from its publisher again.");
    }
}
