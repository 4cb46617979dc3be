using Ludos.Base;

namespace Ludos.Trust;

/// <summary>
/// The latest instant that this machine has seen, by its own clock or in a signed document. A clock that stands clearly before it was set back. What was
/// seen is lowered only by a store that answers a question asked now. Immutable.
/// </summary>
/// <param name="Latest">To the second.</param>
public readonly record struct TrustedTime(DateTimeOffset Latest)
{
    /// <summary>Takes note of the machine's clock, or says that it was set back.</summary>
    public Result<TrustedTime, EntitlementErrorCode> See(DateTimeOffset now)
    {
        if (now + EntitlementLimits.ClockTolerance < Latest)
        {
            return new Fault<EntitlementErrorCode>(
                EntitlementErrorCode.ClockRolledBack,
                $"The clock says {DocumentFields.Text(now)}, but it was already {DocumentFields.Text(Latest)}.",
                "Set the clock right, or connect to the store once: its answer settles what time it is.");
        }

        return now > Latest ? new TrustedTime(now) : this;
    }

    /// <summary>Takes note of a signed date.</summary>
    public TrustedTime Signed(DateTimeOffset instant) => instant > Latest ? new TrustedTime(instant) : this;
}
