using System.Collections.Immutable;
using Ludos.Modules;

namespace Ludos.Distribution;

/// <summary>A closed set of modules that was switched to as one. Immutable.</summary>
/// <param name="Roots">What was asked for.</param>
/// <param name="Modules">In ordinal order of ids; every dependency is among them.</param>
/// <param name="InstalledAt">UTC, whole seconds.</param>
public sealed record InstalledSet(ImmutableArray<Dependency> Roots, ImmutableArray<InstalledModule> Modules, DateTimeOffset InstalledAt)
{
    /// <summary>The module of that id; null = not in the set.</summary>
    public InstalledModule? Find(string id) => Modules.FirstOrDefault(module => module.Id == id);

    /// <summary>Whether two sets are the same modules by digest; when and what for they were installed does not count.</summary>
    public bool HasSameModules(InstalledSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Modules.Select(module => module.Module.Digest).SequenceEqual(other.Modules.Select(module => module.Module.Digest));
    }
}

/// <summary>What is installed under one name, and what was before. One file; replacing it is the switch. Immutable.</summary>
/// <param name="Name">The id of the game or tool.</param>
/// <param name="Registry">Where it comes from: the address of its registry.</param>
/// <param name="Current">What runs.</param>
/// <param name="Previous">What a rollback goes back to; null = nothing.</param>
public sealed record SetRecord(string Name, string Registry, InstalledSet Current, InstalledSet? Previous)
{
    public const string Type = "ludos.set/v1";

    /// <summary>Reads a record; strict.</summary>
    public static Base.Result<SetRecord, DocumentErrorCode> Parse(ReadOnlyMemory<byte> utf8, string name) => SetRecordJson.Parse(utf8, name);

    public byte[] Write() => SetRecordJson.Write(this);
}
