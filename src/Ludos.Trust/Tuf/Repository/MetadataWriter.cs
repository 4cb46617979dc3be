using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Ludos.Trust;

/// <summary>Writes metadata in canonical JSON: the bytes to sign.</summary>
internal static class MetadataWriter
{
    private const string SpecificationVersion = "1.0.33";

    /// <summary>The canonical bytes of a role's signed object.</summary>
    public static byte[] SignedBytes(TufMetadata metadata)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("_type", metadata.Type);
            json.WriteString("expires", metadata.Expires.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            json.WriteString("spec_version", SpecificationVersion);
            json.WriteNumber("version", metadata.Version);
            WriteRole(json, metadata);
            json.WriteEndObject();
        }

        using var document = JsonDocument.Parse(output.WrittenMemory);
        return CanonicalJson.Of(document.RootElement);
    }

    public static void WriteTexts(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteRole(Utf8JsonWriter json, TufMetadata metadata)
    {
        switch (metadata)
        {
            case RootMetadata root:
                WriteRoot(json, root);
                break;
            case TimestampMetadata timestamp:
                json.WriteStartObject("meta");
                timestamp.Snapshot.Write(json, TufRoles.Snapshot + ".json");
                json.WriteEndObject();
                break;
            case SnapshotMetadata snapshot:
                json.WriteStartObject("meta");
                foreach (var (file, meta) in snapshot.Meta)
                {
                    meta.Write(json, file);
                }

                json.WriteEndObject();
                break;
            case TargetsMetadata targets:
                WriteTargets(json, targets);
                break;
        }
    }

    private static void WriteRoot(Utf8JsonWriter json, RootMetadata root)
    {
        json.WriteBoolean("consistent_snapshot", root.IsConsistent);
        WriteKeys(json, root.Keys);
        json.WriteStartObject("roles");
        foreach (var (role, keys) in root.Roles)
        {
            json.WriteStartObject(role);
            WriteTexts(json, "keyids", keys.KeyIds);
            json.WriteNumber("threshold", keys.Threshold);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteKeys(Utf8JsonWriter json, IReadOnlyDictionary<string, TufKey> keys)
    {
        json.WriteStartObject("keys");
        foreach (var key in keys.Values)
        {
            key.Write(json);
        }

        json.WriteEndObject();
    }

    private static void WriteTargets(Utf8JsonWriter json, TargetsMetadata targets)
    {
        json.WriteStartObject("targets");
        foreach (var (path, target) in targets.Targets)
        {
            json.WriteStartObject(path);
            target.Hashes.Write(json);
            json.WriteNumber("length", target.LengthBytes);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        if (targets.Delegations is not { } delegations)
        {
            return;
        }

        json.WriteStartObject("delegations");
        WriteKeys(json, delegations.Keys);
        if (delegations.Bins is { } bins)
        {
            bins.Write(json);
        }
        else
        {
            json.WriteStartArray("roles");
            foreach (var role in delegations.Roles)
            {
                role.Write(json);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
