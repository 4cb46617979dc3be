namespace Ludos.Registry.Receipts;

/// <summary>What a seller can ask.</summary>
internal enum ReceiptOrderKind
{
    Sell,
    Renew,
    Revoke,
}
