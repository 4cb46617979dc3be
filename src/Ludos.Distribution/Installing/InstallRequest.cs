using System.Collections.Immutable;
using Ludos.Modules;

namespace Ludos.Distribution;

/// <summary>What should be installed, and how.</summary>
/// <param name="Name">The set: the id of the game or tool.</param>
/// <param name="Roots">What must be in it; usually <paramref name="Name"/> alone.</param>
public sealed record InstallRequest(string Name, ImmutableArray<Dependency> Roots)
{
    /// <summary>Keeps the versions that are installed where nothing forbids it. Default true; false updates all.</summary>
    public bool KeepLocked { get; init; } = true;

    /// <summary>Exactly what is to be installed, by version and digest, from a lockfile; null = what the resolver chooses.</summary>
    public Lockfile? Exactly { get; init; }

    /// <summary>Takes prereleases also where no range names one.</summary>
    public bool AllowPrereleases { get; init; }

    /// <summary>The user asked for an older version than was accepted before.</summary>
    public bool AllowDowngrade { get; init; }

    /// <summary>Mirrors and folders that are asked for objects besides the registry.</summary>
    public ImmutableArray<IObjectSource> Mirrors { get; init; } = [];

    /// <summary>The key of a module's sealed files by module and generation; null where there is none.</summary>
    public Func<string, int, Store.Sealer?> KeyOf { get; init; } = static (_, _) => null;

    /// <summary>Told how far the download is; may be null.</summary>
    public IProgress<DownloadProgress>? Progress { get; init; }
}

/// <summary>How an installation went.</summary>
/// <param name="Set">What is installed now.</param>
/// <param name="Before">What was; null = nothing.</param>
/// <param name="Changed">Whether anything was switched.</param>
/// <param name="ReceivedBytes">Bytes that came over the link for objects.</param>
/// <param name="Dropped">Sources that were given up, and why.</param>
public sealed record InstallReport(InstalledSet Set, InstalledSet? Before, bool Changed, long ReceivedBytes, ImmutableArray<(string Source, string Because)> Dropped);
