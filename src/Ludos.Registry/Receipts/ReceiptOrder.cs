using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Distribution;
using Ludos.Trust;

namespace Ludos.Registry.Receipts;

/// <summary>What a seller asks about a receipt.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="User">Who buys; null but for a sale.</param>
/// <param name="ModuleId">What is sold; null but for a sale.</param>
/// <param name="ReceiptId">Which receipt; null for a sale.</param>
/// <param name="Items">What the player owns from now on; empty for a revocation.</param>
internal sealed record ReceiptOrder(ReceiptOrderKind Kind, UserIdentity? User, string? ModuleId, string? ReceiptId, ImmutableArray<ReceiptItem> Items)
{
    private const int MaxWordLength = 16;
    private const int MaxIdLength = 80;

    public static Result<ReceiptOrder, RegistryErrorCode> Parse(ReadOnlyMemory<byte> json) =>
        DocumentFields.TryRead(json, RegistryLimits.MaxQuestionBytes, ["ask", "user", "module", "receipt", "items"], Read, out var order, out var problem)
            ? order!
            : new Fault<RegistryErrorCode>(RegistryErrorCode.BadRequest, $"The order cannot be read: {problem}.");

    private static ReceiptOrder Read(DocumentFields fields) => fields.Text("ask", MaxWordLength) switch
    {
        "sell" => new ReceiptOrder(ReceiptOrderKind.Sell, UserIdentity.Read(fields.Child("user", UserIdentity.Fields)), fields.Text("module", MaxIdLength), null, ReadItems(fields)),
        "renew" => new ReceiptOrder(ReceiptOrderKind.Renew, null, null, fields.Text("receipt", Receipt.IdLength), ReadItems(fields)),
        "revoke" => new ReceiptOrder(ReceiptOrderKind.Revoke, null, null, fields.Text("receipt", Receipt.IdLength), []),
        var other => throw new DocumentException($"\"ask\" is \"{other}\"; known are sell, renew and revoke"),
    };

    private static ImmutableArray<ReceiptItem> ReadItems(DocumentFields fields) => fields.Has("items")
        ? fields.Children("items", EntitlementLimits.MaxItems, ["id", "count"], item => new ReceiptItem(item.Text("id", MaxIdLength), (int)item.Number("count", 1, int.MaxValue)))
        : [];
}
