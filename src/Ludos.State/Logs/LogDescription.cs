using System.Collections.Immutable;

namespace Ludos.State;

/// <summary>Which world a log is of.</summary>
/// <param name="WorldId">Made with the world; 0 is none.</param>
/// <param name="Id">What the world is a world of.</param>
/// <param name="Name">For people.</param>
/// <param name="About">What the world's owner needs to set it up again; opaque here. At most <see cref="LogLimits.MaxAboutBytes"/>.</param>
/// <param name="Regions">In the order that deltas and hashes number them.</param>
public sealed record LogDescription(UInt128 WorldId, string Id, string Name, ReadOnlyMemory<byte> About, ImmutableArray<RegionSchema> Regions)
{
    /// <summary>What keeps the content of this world's regions from being that of <paramref name="other"/>'s, a line each; empty when nothing does.</summary>
    public IReadOnlyList<string> RegionDifferences(IReadOnlyList<RegionSchema> other)
    {
        var lines = new List<string>();
        foreach (var schema in Regions)
        {
            var twin = other.FirstOrDefault(candidate => candidate.Name == schema.Name);
            lines.AddRange(twin is null
                ? [$"region {schema.Name} is gone"]
                : RegionSchema.Difference(schema, twin).Select(line => $"region {schema.Name}: {line}"));
        }

        lines.AddRange(other.Where(schema => Regions.All(known => known.Name != schema.Name)).Select(schema => $"region {schema.Name} is new"));
        return lines;
    }
}

/// <summary>Something that a world runs on, by its digest.</summary>
/// <param name="Name">Which of the world's parts.</param>
/// <param name="Source">Where it came from; for people, and to find it again.</param>
/// <param name="Digest">SHA-256 of the content, lower-case hex.</param>
/// <param name="Content">The part itself.</param>
public sealed record LogPart(string Name, string Source, string Digest, ReadOnlyMemory<byte> Content);
