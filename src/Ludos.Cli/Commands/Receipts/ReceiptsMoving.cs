using System.CommandLine;
using Ludos.Cli.Commands.Installing;
using Ludos.Cli.Output;
using Ludos.Distribution;
using Ludos.Trust;

namespace Ludos.Cli.Commands.Receipts;

/// <summary>Hands a receipt on, or back.</summary>
internal static class ReceiptsMoving
{
    public static Command BuildTransfer()
    {
        var receipt = new Argument<string>("receipt") { Description = "Id of the receipt." };
        var to = new Option<string>("--to") { Description = "File with who gets it, as their ./ludos receipts identity prints it.", Required = true };
        var (registry, json) = (Workplace.RegistryOption(), CommonOptions.Json());
        var command = new Command("transfer", "Hand a receipt on to another user, with its items. It cannot be undone, nor handed back for the money.") { receipt, to, registry, json };
        command.SetAction((parsed, _) => ReceiptDesk.UserOf(parsed.GetRequiredValue(to)) is { } user
            ? Ask(parsed.GetRequiredValue(receipt), user, parsed.GetValue(registry), parsed.GetValue(json))
            : Task.FromResult(ExitCode.InputRefused));
        return command;
    }

    public static Command BuildRefund()
    {
        var receipt = new Argument<string>("receipt") { Description = "Id of the receipt." };
        var (registry, json) = (Workplace.RegistryOption(), CommonOptions.Json());
        var command = new Command("refund", "Hand a receipt back, within 14 days of buying it.") { receipt, registry, json };
        command.SetAction((parsed, _) => Ask(parsed.GetRequiredValue(receipt), null, parsed.GetValue(registry), parsed.GetValue(json)));
        return command;
    }

    private static Task<int> Ask(string receiptId, UserIdentity? to, string? registry, bool json) => ReceiptDesk.With(registry, async (client, keeper, cancellation) =>
    {
        if (receiptId.Length != Receipt.IdLength || !receiptId.All(digit => char.IsAsciiDigit(digit) || char.IsAsciiHexDigitLower(digit)))
        {
            Terminal.Error($"A receipt's id has {Receipt.IdLength} hexadecimal digits.");
            Terminal.Hint("./ludos receipts list shows yours.");
            return ExitCode.Usage;
        }

        var receipts = new PlayerReceipts(client, keeper);
        if (await receipts.Request(receiptId, to, Workplace.Now, cancellation) is { } refused)
        {
            return ReceiptDesk.Tell(refused);
        }

        if (!(await receipts.Refresh(Workplace.Now, cancellation)).TryGet(out _, out var stale))
        {
            return ReceiptDesk.Tell(stale);
        }

        if (json)
        {
            Json.Print(new { Receipt = receiptId, State = to is null ? "refunded" : "transferred" });
        }
        else
        {
            Console.WriteLine(to is null ? $"Receipt {receiptId} is handed back." : $"Receipt {receiptId} is handed on to user {to.Id[..16]}.");
        }

        return ExitCode.Ok;
    });
}
