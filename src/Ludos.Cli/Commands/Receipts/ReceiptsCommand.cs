using System.CommandLine;

namespace Ludos.Cli.Commands.Receipts;

/// <summary>What a player may use and owns, and what a publisher sells.</summary>
internal static class ReceiptsCommand
{
    public static Command Build() => new("receipts", "What you may use and own: list, refresh, hand on, hand back; and what you sell.")
    {
        ReceiptsListing.BuildList(),
        ReceiptsListing.BuildRefresh(),
        ReceiptsListing.BuildIdentity(),
        ReceiptsMoving.BuildTransfer(),
        ReceiptsMoving.BuildRefund(),
        ReceiptsSelling.BuildSell(),
        ReceiptsSelling.BuildRevoke(),
    };
}
