namespace Ludos.Trust;

/// <summary>What a chain of certificates is asked to allow.</summary>
/// <param name="Purpose">One purpose that the lowest certificate must have.</param>
/// <param name="Now">The time at which all of them must be valid.</param>
/// <param name="ModuleId">A module that the lowest certificate must reach; null where no module is concerned.</param>
/// <param name="Publisher">Whose certificates they must be; null for anybody's.</param>
public sealed record ChainDemand(CertificatePurposes Purpose, DateTimeOffset Now, string? ModuleId = null, string? Publisher = null);
