using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ludos.Base;
using NuGet.Versioning;

namespace Ludos.Modules;

/// <summary>A module in a lockfile.</summary>
/// <param name="Digest">The module's digest: the version's name is not enough to know it by.</param>
/// <param name="Dependencies">As its manifest says, so that "why" is answered without asking anybody.</param>
public sealed record LockedModule(string Id, SemanticVersion Version, Digest Digest, ImmutableArray<Dependency> Dependencies);

/// <summary>
/// <c>ludos.lock</c>: what was asked for and which versions that became. One text for one set: sorted, UTF-8 without a mark,
/// lines ended by a line feed. Immutable and thread-safe.
/// </summary>
public sealed class Lockfile
{
    public const string FileName = "ludos.lock";

    internal const string Type = "ludos.lock/v1";

    private static readonly JsonWriterOptions Writing = new() { Indented = true, IndentSize = 2, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal Lockfile(ImmutableArray<Dependency> roots, ImmutableArray<LockedModule> modules)
    {
        Roots = roots;
        Modules = modules;
    }

    /// <summary>What was asked for, in ordinal order of ids.</summary>
    public ImmutableArray<Dependency> Roots { get; }

    /// <summary>In ordinal order of ids; closed: every dependency is met within them.</summary>
    public ImmutableArray<LockedModule> Modules { get; }

    public static Lockfile Of(ImmutableArray<Dependency> roots, Resolution resolution)
    {
        ArgumentNullException.ThrowIfNull(resolution);
        return new Lockfile(
            Sorted(roots),
            [.. resolution.Modules.Select(module => new LockedModule(module.Id, module.Version, module.Digest, Sorted(module.Dependencies)))]);
    }

    /// <summary>Reads a lockfile from untrusted bytes. Takes only what <see cref="ToUtf8"/> would have written.</summary>
    /// <param name="name">The file's name for messages.</param>
    public static Result<Lockfile, ModuleErrorCode> Parse(ReadOnlyMemory<byte> utf8, string name) => LockfileReader.Read(utf8, name);

    public LockedModule? Find(string id)
    {
        int low = 0;
        int high = Modules.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int order = string.CompareOrdinal(Modules[middle].Id, id);
            if (order == 0) return Modules[middle];
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return null;
    }

    public byte[] ToUtf8()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Writing))
        {
            json.WriteStartObject();
            json.WriteString("type", Type);
            Write(json, "roots", Roots);
            json.WriteStartArray("modules");
            foreach (LockedModule module in Modules)
            {
                json.WriteStartObject();
                json.WriteString("id", module.Id);
                json.WriteString("version", module.Version.ToFullString());
                json.WriteString("digest", module.Digest.ToString());
                Write(json, "dependencies", module.Dependencies);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    public override string ToString() => Encoding.UTF8.GetString(ToUtf8());

    private static void Write(Utf8JsonWriter json, string field, ImmutableArray<Dependency> dependencies)
    {
        json.WriteStartArray(field);
        foreach (Dependency dependency in dependencies)
        {
            json.WriteStartObject();
            json.WriteString("id", dependency.Id);
            json.WriteString("range", dependency.RangeText);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static ImmutableArray<Dependency> Sorted(ImmutableArray<Dependency> dependencies) => [.. dependencies.OrderBy(dependency => dependency.Id, StringComparer.Ordinal)];
}
