using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Distribution;
using Ludos.Trust;

namespace Ludos.Registry.Publishing;

/// <summary>A content key as its publisher sealed it for the registry.</summary>
internal sealed record UploadedKey(int Generation, HpkeMessage Sealed);

/// <summary>What a publisher asks to have published. Read strictly; nothing of it is believed yet.</summary>
/// <param name="Bundle">Statement and certificates; its log is null.</param>
/// <param name="IndexBytes">The new target <c>ID.json</c>.</param>
/// <param name="DeveloperBytes">The developer's new role.</param>
internal sealed record ReleaseRequest(
    Release Release,
    byte[] ReleaseBytes,
    Bundle Bundle,
    ModuleIndex Index,
    byte[] IndexBytes,
    byte[] DeveloperBytes,
    ImmutableArray<UploadedKey> ContentKeys)
{
    private const int MaxContentKeys = 16;
    private const int MaxSealedBytes = 256;

    public static Result<ReleaseRequest, RegistryErrorCode> Parse(ReadOnlyMemory<byte> json)
    {
        return DocumentFields.TryRead(json, RegistryLimits.MaxReleaseBytes, ["release", "envelope", "certificates", "index", "developer", "contentKeys"], Read, out var request, out var problem)
            ? request!
            : new Fault<RegistryErrorCode>(RegistryErrorCode.BadRequest, $"The release cannot be read: {problem}.", "Publish with ./ludos publish.");
    }

    private static ReleaseRequest Read(DocumentFields fields)
    {
        var releaseBytes = fields.Bytes("release", DistributionLimits.MaxReleaseBytes);
        var indexBytes = fields.Bytes("index", DistributionLimits.MaxIndexBytes);
        return new ReleaseRequest(
            Must(Release.Parse(releaseBytes, "\"release\"")),
            releaseBytes,
            BundleOf(fields),
            Must(ModuleIndex.Parse(indexBytes, "\"index\"")),
            indexBytes,
            fields.Bytes("developer", TufLimits.Default.MaxTargetsBytes),
            fields.Has("contentKeys") ? fields.Children("contentKeys", MaxContentKeys, ["generation", "enc", "ciphertext"], Key) : []);
    }

    /// <summary>Statement and certificates stand in a request as in a bundle, so a bundle's reader reads them.</summary>
    private static Bundle BundleOf(DocumentFields fields)
    {
        byte[] json =
        [
            .. "{\"mediaType\":\"application/vnd.ludos.bundle.v1+json\",\"envelope\":"u8, .. fields.Raw("envelope"),
            .. ",\"certificates\":"u8, .. fields.Raw("certificates"), .. ",\"log\":null}"u8,
        ];
        return Bundle.Parse(json, "The bundle").TryGet(out var bundle, out var fault) ? bundle : throw new DocumentException(fault.Message.TrimEnd('.'));
    }

    private static UploadedKey Key(DocumentFields fields) =>
        new((int)fields.Number("generation", 1, DistributionLimits.MaxKeyGeneration), new HpkeMessage(fields.Bytes("enc", MaxSealedBytes), fields.Bytes("ciphertext", MaxSealedBytes)));

    private static T Must<T>(Result<T, DocumentErrorCode> result) => result.TryGet(out var value, out var fault) ? value : throw new DocumentException(fault.Message.TrimEnd('.'));
}
