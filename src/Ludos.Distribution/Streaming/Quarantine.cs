using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Platform.Files;

namespace Ludos.Distribution;

/// <summary>A set that failed while it ran. Immutable.</summary>
/// <param name="Set">What it was to be installed as.</param>
/// <param name="Version">The version of the set's own module.</param>
/// <param name="Modules">Digests of its modules, in ordinal order: what exactly failed.</param>
/// <param name="Why">What the runtime said.</param>
/// <param name="At">UTC, whole seconds.</param>
public sealed record QuarantinedSet(string Set, string Version, ImmutableArray<Digest> Modules, string Why, DateTimeOffset At)
{
    public const string Type = "ludos.quarantine/v1";
}

/// <summary>
/// Sets that are not gone to again by themselves, a file each installed set, the newest first and a few of them. It keeps nobody from installing one by hand. Thread-safe;
/// any number of processes may use one folder.
/// </summary>
public sealed class Quarantine
{
    /// <summary>How many are remembered for one installed set.</summary>
    public const int MaxKept = 16;

    private const string FolderName = "quarantine";
    private const string Suffix = ".quarantine";
    private const string UnfinishedSuffix = ".quarantine-new";
    private const int MaxWhyLength = 2_000;
    private const int MaxBytes = 2 * 1024 * 1024;
    private static readonly string[] RootFields = ["type", "sets"];
    private static readonly string[] SetFields = ["set", "version", "modules", "why", "at"];

    private readonly string _folder;
    private readonly Lock _gate = new();

    private Quarantine(string folder) => _folder = folder;

    /// <summary>Opens the folder below the user's data folder; makes it, for its owner alone, where there is none.</summary>
    public static Result<Quarantine, InstallErrorCode> Open(string dataFolder)
    {
        ArgumentNullException.ThrowIfNull(dataFolder);
        var path = Path.Combine(dataFolder, FolderName);
        if (!SharedFolder.Open(path).TryGet(out var folder, out var fault))
        {
            return InstallFaults.Of(fault);
        }

        folder.Dispose();
        return new Quarantine(path);
    }

    /// <summary>What failed of an installed set, the newest first; empty where nothing did, or where the file cannot be read.</summary>
    public ImmutableArray<QuarantinedSet> Of(string set)
    {
        if (!SharedFolder.Open(_folder).TryGet(out var folder, out _))
        {
            return [];
        }

        using (folder)
        {
            if (!folder.OpenFile(set + Suffix).TryGet(out var file, out _))
            {
                return [];
            }

            using (file)
            {
                var bytes = new byte[Math.Min(file.LengthBytes, MaxBytes + 1L)];
                return file.Read(0, bytes).TryGet(out var count, out _) && Parse(bytes.AsMemory(0, count), $"The quarantine of {set}").TryGet(out var sets, out _) ? [.. sets] : [];
            }
        }
    }

    /// <summary>Whether exactly these modules failed as this set.</summary>
    /// <param name="modules">Digests, in any order.</param>
    public bool Has(string set, IEnumerable<Digest> modules)
    {
        Digest[] wanted = [.. modules.Order()];
        return Of(set).Any(quarantined => quarantined.Modules.AsSpan().SequenceEqual(wanted));
    }

    /// <summary>Remembers one, before the others of its set.</summary>
    public Fault<InstallErrorCode>? Add(QuarantinedSet failed)
    {
        ArgumentNullException.ThrowIfNull(failed);
        lock (_gate)
        {
            var entry = failed with { Modules = [.. failed.Modules.Order()], Why = failed.Why.Length <= MaxWhyLength ? failed.Why : failed.Why[..MaxWhyLength] };
            ImmutableArray<QuarantinedSet> sets = [entry, .. Of(failed.Set).Where(known => !known.Modules.SequenceEqual(entry.Modules)).Take(MaxKept - 1)];
            if (!SharedFolder.Open(_folder).TryGet(out var folder, out var fault))
            {
                return InstallFaults.Of(fault);
            }

            using (folder)
            {
                return Write(folder, failed.Set, sets) is { } unwritten ? InstallFaults.Of(unwritten) : null;
            }
        }
    }

    /// <summary>Reads what <see cref="Write(IEnumerable{QuarantinedSet})"/> wrote; strict.</summary>
    internal static Result<IReadOnlyList<QuarantinedSet>, DocumentErrorCode> Parse(ReadOnlyMemory<byte> utf8, string name) => DistributionDocument.Read<IReadOnlyList<QuarantinedSet>>(utf8, MaxBytes, name, RootFields, root =>
    {
        root.Demand("type", QuarantinedSet.Type);
        return root.Children("sets", MaxKept, SetFields, set => new QuarantinedSet(
            set.ModuleId("set"),
            set.Text("version", DistributionLimits.MaxAddressLength),
            [.. set.Texts("modules", DistributionLimits.MaxSetModules, Digest.TextLength).Select(text => Digest.TryParse(text, out var digest) ? digest : throw new DocumentException("\"modules\" holds what is no digest"))],
            set.Text("why", MaxWhyLength),
            set.Instant("at")));
    });

    internal static byte[] Write(IEnumerable<QuarantinedSet> sets) => DistributionDocument.Write(writer =>
    {
        writer.WriteString("type", QuarantinedSet.Type);
        writer.WriteStartArray("sets");
        foreach (var set in sets)
        {
            writer.WriteStartObject();
            writer.WriteString("set", set.Set);
            writer.WriteString("version", set.Version);
            writer.WriteStartArray("modules");
            foreach (var module in set.Modules)
            {
                writer.WriteStringValue(module.ToString());
            }

            writer.WriteEndArray();
            writer.WriteString("why", set.Why);
            writer.WriteString("at", DocumentFields.Text(set.At));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static Fault<FileErrorCode>? Write(SharedFolder folder, string set, ImmutableArray<QuarantinedSet> sets)
    {
        var unfinished = set + UnfinishedSuffix;
        if (folder.Delete(unfinished) is { } stale)
        {
            return stale;
        }

        if (!folder.Create(unfinished).TryGet(out var file, out var fault))
        {
            return fault;
        }

        using (file)
        {
            if ((file.Append(Write(sets)) ?? file.Sync()) is { } failed)
            {
                return failed;
            }
        }

        return folder.Rename(unfinished, set + Suffix) ?? folder.Sync();
    }
}
