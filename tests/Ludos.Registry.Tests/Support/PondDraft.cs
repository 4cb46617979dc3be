using System.Text.Json;
using Ludos.Distribution;
using Ludos.Trust;

namespace Ludos.Registry.Tests.Support;

/// <summary>A release before it is sent. Members are settable: a test spoils one.</summary>
internal sealed class PondDraft(PondPublisher publisher, PondModule module, byte[] releaseBytes, ModuleIndex index, long roleVersion, Dictionary<string, TargetFile> targets)
{
    public PondModule Module => module;

    public byte[] ReleaseBytes { get; set; } = releaseBytes;

    public ModuleIndex Index { get; set; } = index;

    public long RoleVersion { get; set; } = roleVersion;

    public Dictionary<string, TargetFile> Targets { get; } = targets;

    public MemorySigner ModuleSigner { get; set; } = publisher.Key;

    public MemorySigner RoleSigner { get; set; } = publisher.Key;

    public Statement Statement { get; set; } = new(module.Id, module.Version, module.Digest, publisher.Name);

    public List<Certificate> Certificates { get; } = [publisher.Certificate];

    public TimeSpan RoleLife { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Extra fields of the body, as JSON.</summary>
    public Dictionary<string, string> More { get; } = [];

    public byte[] Body()
    {
        var indexBytes = Index.Write();
        var role = new Dictionary<string, TargetFile>(Targets, StringComparer.Ordinal) { [Index.TargetName] = TargetFile.Of(indexBytes) };
        var signed = TufRepository.Developer(publisher.Name, RoleVersion, publisher.Clock.Now + RoleLife, role, [RoleSigner]).Value;
        using var buffer = new MemoryStream();
        using (var body = new Utf8JsonWriter(buffer))
        {
            body.WriteStartObject();
            body.WriteBase64String("release", ReleaseBytes);
            body.WritePropertyName("envelope");
            body.WriteRawValue(Statement.Sign(ModuleSigner).Value.ToJson());
            body.WriteStartArray("certificates");
            foreach (var certificate in Certificates)
            {
                body.WriteRawValue(certificate.ToJson());
            }

            body.WriteEndArray();
            body.WriteBase64String("index", indexBytes);
            body.WriteBase64String("developer", signed.Bytes.Span);
            foreach (var (name, json) in More)
            {
                body.WritePropertyName(name);
                body.WriteRawValue(json);
            }

            body.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
