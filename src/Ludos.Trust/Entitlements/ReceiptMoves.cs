namespace Ludos.Trust;

/// <summary>The one table of what may become of a receipt: an active one can move once, and nothing comes back.</summary>
public static class ReceiptMoves
{
    public static bool IsLegal(ReceiptState from, ReceiptState to) => from == ReceiptState.Active && to != ReceiptState.Active;
}
