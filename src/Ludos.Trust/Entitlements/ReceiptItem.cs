namespace Ludos.Trust;

/// <summary>Something that a player owns in a module.</summary>
/// <param name="Id">The module's name for it.</param>
/// <param name="Count">1 or more; whole, as money is.</param>
public sealed record ReceiptItem(string Id, int Count);
