using Ludos.Base;
using Ludos.Modules;

namespace Ludos.Distribution;

/// <summary>Holds what was resolved against a lockfile that is to be installed as it is.</summary>
internal static class LockedInstall
{
    /// <returns>Null where both are the same set, to the digest.</returns>
    public static Fault<InstallErrorCode>? Difference(Lockfile exactly, Resolution resolution)
    {
        foreach (var module in resolution.Modules)
        {
            var locked = exactly.Find(module.Id);
            if (locked is null || !locked.Version.Equals(module.Version))
            {
                return Fault($"The lockfile has {(locked is null ? $"no {module.Id}" : $"{module.Id} {locked.Version}")}; the registry can only offer {module.Id} {module.Version}.");
            }

            if (locked.Digest != module.Digest)
            {
                return Fault($"{module.Id} {module.Version} has the digest {locked.Digest} in the lockfile and {module.Digest} in the registry.");
            }
        }

        return exactly.Modules.FirstOrDefault(locked => resolution.Modules.All(module => module.Id != locked.Id)) is { } left
            ? Fault($"The lockfile has {left.Id} {left.Version}, which nothing needs any more.")
            : null;
    }

    private static Fault<InstallErrorCode> Fault(string message) =>
        new(InstallErrorCode.BadRelease, message, "Install without the lockfile, or ask whoever gave it to you for a new one.");
}
