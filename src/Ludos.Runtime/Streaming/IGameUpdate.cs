using Ludos.Base;
using Ludos.Distribution;

namespace Ludos.Runtime;

/// <summary>
/// Where the next version of a running game comes from. The runtime decides when, how fast and in what order; this knows from whom, and where it is kept.
/// Called on one thread at a time, never the tick's.
/// </summary>
public interface IGameUpdate
{
    /// <summary>Looks for a version to go to. Null where what runs is the newest, or where the newest is in quarantine.</summary>
    Task<Result<NextVersion?, UpdateErrorCode>> Look(CancellationToken cancellation);

    /// <summary>Fetches what is not here yet; what was fetched before is not fetched again, so that a stream that was cut goes on.</summary>
    /// <param name="stream">Pace, order and thread: to be used for all of it.</param>
    /// <returns>Null when all of it is here.</returns>
    Task<Fault<UpdateErrorCode>?> Fetch(NextVersion next, DownloadOptions stream, IProgress<DownloadProgress> progress, CancellationToken cancellation);

    /// <summary>Verifies what was fetched, all of it.</summary>
    /// <returns>Every module of the new set, those that do not change included.</returns>
    Result<IReadOnlyList<ModuleChange>, UpdateErrorCode> Open(NextVersion next);

    /// <summary>The new version runs: from now on it is what is installed.</summary>
    Fault<UpdateErrorCode>? Adopt(NextVersion next);

    /// <summary>The new version failed while it ran: it is not gone to again by itself. What is installed stays as it is.</summary>
    /// <param name="why">For people who look later.</param>
    Fault<UpdateErrorCode>? Quarantine(NextVersion next, string why);
}

/// <summary>A version to go to.</summary>
/// <param name="Set">The name of the installed set: the game's id.</param>
/// <param name="From">The version that is installed.</param>
/// <param name="To">The version to come.</param>
public sealed record NextVersion(string Set, string From, string To);

/// <summary>Why an update did not come about.</summary>
public enum UpdateErrorCode
{
    /// <summary>The game was not started from an installed set, so there is nothing that it could be updated from.</summary>
    NotInstalled,

    /// <summary>An update of this game is under way.</summary>
    Busy,

    /// <summary>No source can be reached now. It is tried again by itself.</summary>
    Unreachable,

    /// <summary>A signature, digest or document does not hold.</summary>
    NotTrusted,

    /// <summary>The disk or the folder cannot be used.</summary>
    Failed,

    /// <summary>It was stopped, or the game has ended.</summary>
    Cancelled,
}
