using Ludos.Base;
using Ludos.Distribution;
using Ludos.Registry.Objects;
using Ludos.Registry.Setup;
using Ludos.Trust;

namespace Ludos.Registry;

/// <summary>What who runs a registry does beside serving it. Each call opens the registry and closes it again; a registry that is being served sees the change at once.</summary>
public static class RegistryAdministration
{
    /// <summary>Makes a new registry: keys, first metadata, catalogue.</summary>
    /// <param name="name">Its name and its issuer's: lower-case letters, digits and dashes.</param>
    /// <returns>Null, or why not. Keys that are there are never replaced.</returns>
    public static Fault<RegistryErrorCode>? Init(RegistryOptions options, string name)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!PublisherName.IsName(name))
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.BadName, $"'{name}' is not a registry's name.", "Choose one of lower-case letters, digits and dashes.");
        }

        var layout = new RegistryLayout(options.DataFolder);
        var offlinePath = options.OfflineFolder ?? layout.OfflineKeys;
        if (KeyFolder.IsThere(layout.OnlineKeys) || KeyFolder.IsThere(offlinePath))
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.NameTaken, $"'{options.DataFolder}' holds a registry's keys already.", "Choose another folder.");
        }

        try
        {
            Directory.CreateDirectory(layout.Folder);
            Directory.CreateDirectory(Path.GetDirectoryName(layout.OnlineKeys)!);
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(offlinePath))!);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.NotARegistry, $"The folder cannot be made: {error.Message}", "Choose another with --data.");
        }

        return WithKeys(layout.OnlineKeys, OnlineKeys.Create) ?? WithKeys(offlinePath, OfflineKeys.Create)
            ?? Run(options, (parts, _) => RegistryFounding.Found(parts.Catalogue, name, parts.Online, parts.Offline, parts.Now));
    }

    /// <summary>Certifies a developer's key and gives it the name.</summary>
    /// <param name="modules">Patterns of module ids; empty for the name itself and all below it.</param>
    /// <param name="mayExtend">The name may be taken: its holder gets another key.</param>
    public static Result<Certificate, RegistryErrorCode> Enrol(RegistryOptions options, string name, PublicKey key, IReadOnlyList<string> modules, CertificatePurposes purposes, TimeSpan validFor, bool mayExtend)
    {
        Certificate? certificate = null;
        var patterns = modules.Count > 0 ? modules : [name, name + ".*"];
        var fault = Run(options, (parts, roots) =>
            new EnrolmentDesk(parts.Catalogue, parts.Roles, parts.Checkpoint(roots.Name), parts.Offline.Issuer, roots.Name)
                .Enrol(new Enrolment(name, key, patterns, purposes, validFor), mayExtend, parts.Now)
                .TryGet(out certificate, out var refused) ? null : refused);
        return fault is null ? certificate! : fault;
    }

    /// <summary>Takes a certificate back; every client learns it with the next revocation list.</summary>
    public static Fault<RegistryErrorCode>? Revoke(RegistryOptions options, string serial) =>
        Run(options, (parts, roots) => new RevocationDesk(parts.Catalogue, parts.Roles, parts.Checkpoint(roots.Name), parts.Offline.Issuer).Revoke(serial, parts.Now));

    /// <summary>Replaces the keys that sign snapshot, timestamp and bins. What is being served must be started again.</summary>
    public static Fault<RegistryErrorCode>? Rotate(RegistryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return WithKeys(new RegistryLayout(options.DataFolder).OnlineKeys, online => Run(options, (parts, _) => KeyRotation.Rotate(parts.Catalogue, online, parts.Offline, parts.Now)));
    }

    /// <summary>Signs the revocation list anew: clients take nothing new once the last one expired, a month after it was signed.</summary>
    public static Fault<RegistryErrorCode>? RenewRevocations(RegistryOptions options) =>
        Run(options, (parts, roots) => new RevocationDesk(parts.Catalogue, parts.Roles, parts.Checkpoint(roots.Name), parts.Offline.Issuer).Renew(parts.Now));

    /// <summary>Reads all that a registry keeps and holds it against itself: metadata, log, releases, every object. Needs no offline keys.</summary>
    /// <param name="progress">Told how many releases of how many were looked at; on the calling thread.</param>
    public static Result<RegistryReport, RegistryErrorCode> Check(RegistryOptions options, Action<int, int>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var layout = new RegistryLayout(options.DataFolder);
        if (!ObjectFolder.Open(layout.Objects).TryGet(out var objects, out var fault) || !RegistryAssembly.OpenCatalogue(options).TryGet(out var catalogue, out fault))
        {
            return fault;
        }

        using (catalogue)
        {
            return new RegistryInspection(catalogue, objects, new RegistryClock(options.Clock).Now).Run(progress ?? ((_, _) => { }));
        }
    }

    /// <summary>The purposes that a developer's first certificate has.</summary>
    public static CertificatePurposes DeveloperPurposes => EnrolmentDesk.Developer;

    private static Fault<RegistryErrorCode>? WithKeys(string path, Func<KeyFolder, Fault<RegistryErrorCode>?> work)
    {
        if (!KeyFolder.Open(path).TryGet(out var folder, out var fault))
        {
            return fault;
        }

        using (folder)
        {
            return work(folder);
        }
    }

    private static Fault<RegistryErrorCode>? Run(RegistryOptions options, Func<AdministrationParts, RegistryRoots, Fault<RegistryErrorCode>?> work)
    {
        if (!AdministrationParts.Open(options).TryGet(out var parts, out var fault))
        {
            return fault;
        }

        using (parts)
        {
            return work(parts, parts.Roots ?? new RegistryRoots("", TrustRoots.None, default, default));
        }
    }
}
