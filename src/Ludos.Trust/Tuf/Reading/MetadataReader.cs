using System.Collections.Immutable;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>
/// Reads what a metadata file says, without asking who signed it. Only what reads is judged: callers check signatures first
/// wherever the content comes from outside.
/// </summary>
internal static class MetadataReader
{
    private const string MetaSuffix = ".json";
    private const string SupportedMajor = "1.";
    private const int MaxTypeLength = 64;

    private static readonly string[] TopLevel = [TufRoles.Root, TufRoles.Timestamp, TufRoles.Snapshot, TufRoles.Targets];

    public static Result<RootMetadata, TufErrorCode> Root(TufFile file) => Read(file, TufRoles.Root, (signed, version, expires) => new RootMetadata(
        version,
        expires,
        signed.Optional("consistent_snapshot")?.Flag() ?? false,
        TufKey.ReadAll(signed.Required("keys")),
        TopLevel.ToImmutableDictionary(role => role, role => RoleKeys.Read(signed.Required("roles").Required(role)))));

    public static Result<TimestampMetadata, TufErrorCode> Timestamp(TufFile file) => Read(file, TufRoles.Timestamp, (signed, version, expires) =>
        new TimestampMetadata(version, expires, MetaFile.Read(signed.Required("meta").Required(TufRoles.Snapshot + MetaSuffix))));

    public static Result<SnapshotMetadata, TufErrorCode> Snapshot(TufFile file) => Read(file, TufRoles.Snapshot, (signed, version, expires) =>
    {
        var meta = new Dictionary<string, MetaFile>(StringComparer.Ordinal);
        foreach (var field in signed.Required("meta").Fields())
        {
            meta.Add(field.Name, MetaFile.Read(new TufNode(field.Value, field.Name)));
        }

        return new SnapshotMetadata(version, expires, meta);
    });

    public static Result<TargetsMetadata, TufErrorCode> Targets(TufFile file) => Read(file, TufRoles.Targets, (signed, version, expires) =>
    {
        var targets = new Dictionary<string, TargetFile>(StringComparer.Ordinal);
        foreach (var field in signed.Required("targets").Fields())
        {
            targets.Add(field.Name, TargetFile.Read(new TufNode(field.Value, field.Name)));
        }

        return new TargetsMetadata(version, expires, targets, signed.Optional("delegations") is { } delegations ? Delegations.Read(delegations) : null);
    });

    private static Result<T, TufErrorCode> Read<T>(TufFile file, string type, Func<TufNode, long, DateTimeOffset, T> read)
    {
        try
        {
            var signed = file.Signed;
            var found = signed.Required("_type").Text(MaxTypeLength);
            if (found != type)
            {
                return new Fault<TufErrorCode>(TufErrorCode.WrongType, $"The metadata is of type {TufNode.Printable(found)}, not {type}.");
            }

            var specification = signed.Required("spec_version").Text(MaxTypeLength);
            if (!specification.StartsWith(SupportedMajor, StringComparison.Ordinal) || !Version.TryParse(specification, out _))
            {
                return new Fault<TufErrorCode>(TufErrorCode.UnsupportedSpecification, $"The {type} metadata follows version {TufNode.Printable(specification)} of TUF; 1.x is known here.", "Update Ludos.");
            }

            return read(signed, signed.Required("version").Integer(1), signed.Required("expires").Time());
        }
        catch (TufDocumentException problem)
        {
            return new Fault<TufErrorCode>(problem.Fault.Code, $"{type}: {problem.Fault.Message}", problem.Fault.Mend);
        }
        catch (InvalidOperationException)
        {
            return new Fault<TufErrorCode>(TufErrorCode.BadJson, $"{type}: a name holds half of a surrogate pair, which is not Unicode.");
        }
    }
}
