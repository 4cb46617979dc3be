namespace Ludos.Registry.Setup;

/// <summary>Where what lies in a registry's data folder.</summary>
internal sealed record RegistryLayout(string Folder)
{
    /// <summary>Keys that sign while the registry is served.</summary>
    public string OnlineKeys => Path.Combine(Folder, "keys", "online");

    /// <summary>Keys of the root, the targets role and the issuer, unless they are kept elsewhere.</summary>
    public string OfflineKeys => Path.Combine(Folder, "keys", "offline");

    public string Catalogue => Path.Combine(Folder, "catalogue.db");

    public string Objects => Path.Combine(Folder, "objects");
}
