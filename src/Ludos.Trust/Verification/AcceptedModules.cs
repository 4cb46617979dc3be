using System.Collections.Immutable;
using System.Text.Json;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>
/// Which signed modules a world accepted, so that an older one is refused later. One entry a module: the newest, or the one to which the user
/// went back. Thread-safe.
/// </summary>
public sealed class AcceptedModules
{
    /// <summary>Modules that are remembered.</summary>
    public const int MaxModules = 16_384;

    /// <summary>Bytes of the document.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    private const string Type = "ludos.accepted/v1";

    private readonly Lock _lock = new();
    private readonly Action<byte[]>? _save;
    private ImmutableSortedDictionary<string, AcceptedModule> _modules;

    /// <param name="save">Keeps the document after every change; called under a lock, one at a time. Null to keep nothing.</param>
    public AcceptedModules(Action<byte[]>? save = null)
        : this([], save)
    {
    }

    private AcceptedModules(IEnumerable<AcceptedModule> modules, Action<byte[]>? save)
    {
        _modules = modules.ToImmutableSortedDictionary(module => module.ModuleId, module => module, StringComparer.Ordinal);
        _save = save;
    }

    public IEnumerable<AcceptedModule> All => Volatile.Read(ref _modules).Values;

    /// <summary>Reads what was kept.</summary>
    /// <returns>The record, or <see cref="TrustErrorCode.BadDocument"/>: who damages it must not get older versions in.</returns>
    public static Result<AcceptedModules, TrustErrorCode> Parse(ReadOnlyMemory<byte> json, string name, Action<byte[]>? save = null) =>
        Document.TryRead(json, MaxBytes, ["type", "modules"], Read, Write, out var modules, out var problem)
            ? new AcceptedModules(modules, save)
            : new Fault<TrustErrorCode>(TrustErrorCode.BadDocument, $"{name} {problem}.", "Delete it to forget which versions were accepted; older ones are then accepted again.");

    public byte[] ToJson() => Document.Write<AcceptedModule[]>([.. All], Write);

    /// <summary>The time for which certificates must be valid: when the same bytes were first accepted, else now.</summary>
    internal DateTimeOffset TimeFor(Statement statement, DateTimeOffset now) =>
        All.FirstOrDefault(known => known.ModuleId == statement.ModuleId && known.Digest == statement.Digest) is { } known && known.At < now ? known.At : now;

    internal bool Has(Statement statement) => Volatile.Read(ref _modules).TryGetValue(statement.ModuleId, out var known) && known.Digest == statement.Digest;

    /// <summary>Accepts a module, or refuses it for what was accepted before.</summary>
    internal Fault<TrustErrorCode>? Add(Statement statement, DateTimeOffset now, bool allowDowngrade)
    {
        lock (_lock)
        {
            if (_modules.TryGetValue(statement.ModuleId, out var known))
            {
                if (known.Digest == statement.Digest && known.Version.Equals(statement.Version))
                {
                    return null;
                }

                if (!allowDowngrade && Refused(statement, known) is { } fault)
                {
                    return fault;
                }
            }
            else if (_modules.Count == MaxModules)
            {
                return new Fault<TrustErrorCode>(TrustErrorCode.TooLarge, $"{MaxModules} modules were accepted before; no more can be remembered.", "Delete the record of accepted modules.");
            }

            var accepted = new AcceptedModule(statement.ModuleId, statement.Version, statement.Digest, DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()));
            Volatile.Write(ref _modules, _modules.SetItem(statement.ModuleId, accepted));
            _save?.Invoke(ToJson());
            return null;
        }
    }

    private static Fault<TrustErrorCode>? Refused(Statement statement, AcceptedModule known)
    {
        var order = statement.Version.CompareTo(known.Version);
        if (order > 0)
        {
            return null;
        }

        return order < 0
            ? new Fault<TrustErrorCode>(
                TrustErrorCode.Downgrade, $"{statement.ModuleId} {statement.Version} is older than {known.Version}, which was accepted before.", "To go back on purpose: ./ludos rollback, or --allow-downgrade.")
            : new Fault<TrustErrorCode>(
                TrustErrorCode.VersionReused, $"{statement.ModuleId} {statement.Version} was accepted before with other content ({known.Digest.ToString()[..16]}, not {statement.Digest.ToString()[..16]}).", "A version is published once; ask its publisher which one is right.");
    }

    private static AcceptedModule[] Read(DocumentFields fields)
    {
        fields.Demand("type", Type);
        var modules = fields.Children("modules", MaxModules, ["id", "version", "digest", "at"], static item =>
            new AcceptedModule(TrustNames.ModuleId(item, "id"), TrustNames.Version(item, "version"), item.Digest("digest"), item.Instant("at")));
        for (var index = 1; index < modules.Length; index++)
        {
            if (string.CompareOrdinal(modules[index - 1].ModuleId, modules[index].ModuleId) >= 0)
            {
                throw fields.Bad("modules", "are not in the order of their ids, or have one twice");
            }
        }

        return [.. modules];
    }

    private static void Write(Utf8JsonWriter writer, AcceptedModule[] modules)
    {
        writer.WriteStartObject();
        writer.WriteString("type", Type);
        writer.WriteStartArray("modules");
        foreach (var module in modules)
        {
            writer.WriteStartObject();
            writer.WriteString("id", module.ModuleId);
            writer.WriteString("version", module.Version.ToFullString());
            writer.WriteString("digest", module.Digest.ToString());
            writer.WriteString("at", DocumentFields.Text(module.At));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
