namespace Ludos.Trust;

/// <summary>A receipt in its store's ledger.</summary>
/// <param name="Receipt">What was signed.</param>
/// <param name="State">Where it stands.</param>
/// <param name="WasTransferred">Whether it came to its user by a transfer: such a one cannot be refunded.</param>
public sealed record LedgerEntry(Receipt Receipt, ReceiptState State, bool WasTransferred);
