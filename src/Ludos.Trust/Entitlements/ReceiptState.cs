namespace Ludos.Trust;

/// <summary>Where a receipt stands in its store's ledger. The legal moves are in <see cref="ReceiptMoves"/>.</summary>
public enum ReceiptState
{
    /// <summary>It counts.</summary>
    Active,

    /// <summary>Handed on: another receipt took its place, for another user.</summary>
    Transferred,

    /// <summary>Renewed: another receipt took its place, for the same user, with newer content keys or items.</summary>
    Renewed,

    /// <summary>Handed back for the money.</summary>
    Refunded,

    /// <summary>Taken back by the store.</summary>
    Revoked,
}
