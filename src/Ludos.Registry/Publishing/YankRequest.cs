using Ludos.Base;
using Ludos.Distribution;
using Ludos.Trust;
using NuGet.Versioning;

namespace Ludos.Registry.Publishing;

/// <summary>A publisher asks to take a version back.</summary>
internal sealed record YankRequest(SemanticVersion Version, string Reason, byte[] IndexBytes, byte[] DeveloperBytes)
{
    public static Result<YankRequest, RegistryErrorCode> Parse(ReadOnlyMemory<byte> json) =>
        DocumentFields.TryRead(json, RegistryLimits.MaxReleaseBytes, ["version", "reason", "index", "developer"], Read, out var request, out var problem)
            ? request!
            : new Fault<RegistryErrorCode>(RegistryErrorCode.BadRequest, $"The request cannot be read: {problem}.");

    private static YankRequest Read(DocumentFields fields) => new(
        SemanticVersion.TryParse(fields.Text("version", DistributionLimits.MaxVersionLength), out var version) ? version : throw new DocumentException("\"version\" is not a semantic version"),
        fields.Text("reason", DistributionLimits.MaxReasonLength),
        fields.Bytes("index", DistributionLimits.MaxIndexBytes),
        fields.Bytes("developer", TufLimits.Default.MaxTargetsBytes));
}
