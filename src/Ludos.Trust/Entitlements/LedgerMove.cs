namespace Ludos.Trust;

/// <summary>A move of the ledger, to be stored as one: the old entry as it now stands, and the entry that takes its place.</summary>
/// <param name="Ended">The receipt that was active.</param>
/// <param name="Begun">What replaces it; null after a refund or a revocation.</param>
public sealed record LedgerMove(LedgerEntry Ended, LedgerEntry? Begun);
