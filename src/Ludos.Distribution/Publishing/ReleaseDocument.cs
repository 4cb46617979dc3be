using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Ludos.Base;
using Ludos.Modules;
using Ludos.Trust;

namespace Ludos.Distribution;

/// <summary>Everything that is signed for one release, and the request that carries it.</summary>
internal sealed class ReleaseDocument(PackedModule module, ModuleParts parts, ImmutableArray<ReleasePatch> patches, string publisher, ContentKey? key)
{
    /// <summary>Signs statement and role, and writes the body of <c>POST /releases</c>.</summary>
    /// <param name="index">As it is published.</param>
    /// <param name="role">As it is published.</param>
    /// <param name="expires">Of the developer's new role.</param>
    public Result<byte[], PublishErrorCode> Sign(ModuleIndex index, DeveloperTargets role, Certificate[] chain, RegistryRoots registry, ISigner signer, DateTimeOffset expires)
    {
        var release = MakeRelease().Write();
        var next = index.With(Entry(release)).Write();
        if (!new Statement(module.Manifest.Id, module.Manifest.Version, module.Digest, publisher).Sign(signer).TryGet(out var statement, out var unsigned))
        {
            return PublishFaults.Of(unsigned);
        }

        var targets = role.Targets.SetItem(index.TargetName, TargetFile.Of(next));
        if (!TufRepository.Developer(publisher, role.Version + 1, expires, targets, [signer]).TryGet(out var developer, out var refused))
        {
            return PublishFaults.Of(refused);
        }

        HpkeMessage? sealedKey = null;
        if (key is not null)
        {
            var associated = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{module.Manifest.Id}/{key.Generation}"));
            if (!Hpke.Seal(registry.SealingKey.Span, WrappedContentKey.Info, associated, key.Bytes).TryGet(out sealedKey, out var unsealed))
            {
                return new Fault<PublishErrorCode>(PublishErrorCode.NotTrusted, $"The registry's sealing key cannot be used: {unsealed.Message}", unsealed.Mend);
            }
        }

        return Body(release, statement, chain, next, developer, sealedKey);
    }

    private byte[] Body(byte[] release, Envelope statement, Certificate[] chain, byte[] index, SignedRole developer, HpkeMessage? sealedKey) => DistributionDocument.Write(writer =>
    {
        writer.WriteBase64String("release", release);
        writer.WritePropertyName("envelope");
        writer.WriteRawValue(statement.ToJson());
        writer.WriteStartArray("certificates");
        foreach (var certificate in chain)
        {
            writer.WriteRawValue(certificate.ToJson());
        }

        writer.WriteEndArray();
        writer.WriteBase64String("index", index);
        writer.WriteBase64String("developer", developer.Bytes.Span);
        if (sealedKey is not null)
        {
            writer.WriteStartArray("contentKeys");
            writer.WriteStartObject();
            writer.WriteNumber("generation", key!.Generation);
            writer.WriteBase64String("enc", sealedKey.Encapsulated.Span);
            writer.WriteBase64String("ciphertext", sealedKey.Ciphertext.Span);
            writer.WriteEndObject();
            writer.WriteEndArray();
        }
    });

    private Release MakeRelease() => new(
        module.Manifest.Id,
        module.Manifest.Version,
        publisher,
        module.Module,
        module.HeadSizeBytes,
        new ObjectRef(Digest.Of(parts.MapBytes), parts.MapBytes.Length),
        [.. patches.OrderBy(patch => patch.Path, StringComparer.Ordinal).ThenBy(patch => patch.From)],
        key is null ? null : new ProtectedFiles([.. module.Package.Files.Select(file => file.Path).Where(module.Manifest.IsProtected).Order(StringComparer.Ordinal)], key.Generation));

    private IndexedVersion Entry(byte[] release) => new(
        module.Manifest.Version,
        new ObjectRef(Digest.Of(release), release.Length),
        module.Digest,
        module.Manifest.Kind.ToString().ToLowerInvariant(),
        module.Bytes.Length,
        [.. module.Manifest.Dependencies.OrderBy(dependency => dependency.Id, StringComparer.Ordinal)],
        [.. module.Manifest.Grants.Order(StringComparer.Ordinal)],
        null);
}
