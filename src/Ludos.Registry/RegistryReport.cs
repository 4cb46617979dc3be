using System.Collections.Immutable;

namespace Ludos.Registry;

/// <summary>What a look at all of a registry found.</summary>
/// <param name="Name">The registry's.</param>
/// <param name="LogSize">Entries of the log.</param>
/// <param name="Objects">Objects that releases name, each decoded and its digest compared.</param>
/// <param name="Certificates">All that were enrolled or presented.</param>
/// <param name="Expiries">When each role's metadata expires, by name.</param>
/// <param name="Problems">One sentence each; empty when all is well.</param>
public sealed record RegistryReport(
    string Name,
    int Modules,
    int Releases,
    long LogSize,
    int Objects,
    ImmutableArray<ReportedCertificate> Certificates,
    ImmutableArray<(string Role, long Version, DateTimeOffset Expires)> Expiries,
    ImmutableArray<string> Problems);

/// <summary>A certificate of a report.</summary>
public sealed record ReportedCertificate(string Serial, string Name, string Purposes, DateTimeOffset NotAfter, bool IsRevoked);
