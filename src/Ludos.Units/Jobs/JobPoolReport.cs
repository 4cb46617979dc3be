using System.Collections.Immutable;

namespace Ludos.Units;

/// <summary>What a pool did so far.</summary>
/// <param name="Handed">Jobs handed to workers.</param>
/// <param name="Done">Jobs whose outcome came back from a worker.</param>
/// <param name="RunHere">Jobs run on callers' threads.</param>
/// <param name="Refused">Jobs that were told <see cref="ExecuteCode.Busy"/>.</param>
/// <param name="Reasons">How many jobs were routed for each <see cref="RouteReason"/>, by its number.</param>
public sealed record JobPoolReport(long Handed, long Done, long RunHere, long Refused, ImmutableArray<long> Reasons, ImmutableArray<LibraryReport> Libraries);
