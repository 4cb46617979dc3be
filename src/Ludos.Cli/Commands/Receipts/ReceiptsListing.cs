using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Ludos.Cli.Commands.Distribution;
using Ludos.Cli.Commands.Installing;
using Ludos.Cli.Output;
using Ludos.Distribution;
using Ludos.Trust;
using Spectre.Console;

namespace Ludos.Cli.Commands.Receipts;

/// <summary>Lists receipts, fetches them, and tells who the user is.</summary>
internal static class ReceiptsListing
{
    public static Command BuildList()
    {
        var (registry, json) = (Workplace.RegistryOption(), CommonOptions.Json());
        var command = new Command("list", "List your receipts, and until when each holds without the network.") { registry, json };
        command.SetAction((parsed, _) => ReceiptDesk.With(parsed.GetValue(registry), (client, keeper, _) => Task.FromResult(List(client, keeper, parsed.GetValue(json)))));
        return command;
    }

    public static Command BuildRefresh()
    {
        var (registry, json) = (Workplace.RegistryOption(), CommonOptions.Json());
        var command = new Command("refresh", "Fetch your receipts, and ask what still counts.") { registry, json };
        command.SetAction((parsed, _) => ReceiptDesk.With(parsed.GetValue(registry), (client, keeper, cancellation) => Refresh(client, keeper, parsed.GetValue(json), cancellation)));
        return command;
    }

    public static Command BuildIdentity()
    {
        var command = new Command("identity", "Print who you are to stores, to give to a shop or a friend: public keys only.");
        command.SetAction(_ => Identity());
        return command;
    }

    private static async Task<int> Refresh(RegistryClient client, KeeperClient keeper, bool json, CancellationToken cancellation) =>
        (await new PlayerReceipts(client, keeper).Refresh(Workplace.Now, cancellation)).TryGet(out _, out var fault) ? List(client, keeper, json) : ReceiptDesk.Tell(fault);

    private static int Identity()
    {
        if (!KeeperClient.OfUser().TryGet(out var keeper, out var fault))
        {
            return KeyFaults.Tell(fault);
        }

        using (keeper)
        {
            if (!keeper.Identity().TryGet(out var user, out fault))
            {
                return KeyFaults.Tell(fault);
            }

            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer))
            {
                user.WriteTo(writer);
            }

            Console.WriteLine(Encoding.UTF8.GetString(buffer.ToArray()));
            return ExitCode.Ok;
        }
    }

    private static int List(RegistryClient client, KeeperClient keeper, bool json)
    {
        if (!StoreIdentity.Known(client, Workplace.Now).TryGet(out var store, out var unknown))
        {
            return ReceiptDesk.Tell(unknown);
        }

        var rows = new List<(Receipt Receipt, DateTimeOffset? Until, string? Problem)>();
        if (store is not null)
        {
            if (!keeper.Receipts(store.Id).TryGet(out var receipts, out var fault))
            {
                return KeyFaults.Tell(fault);
            }

            foreach (var signed in receipts)
            {
                var receipt = Receipt.Parse(signed.Payload).Value;
                var may = keeper.MayUse(store.Id, receipt.ModuleId);
                rows.Add((receipt, may.IsOk ? may.Value : null, may.Fault?.Message));
            }
        }

        Print(rows, json);
        return ExitCode.Ok;
    }

    private static void Print(List<(Receipt Receipt, DateTimeOffset? Until, string? Problem)> rows, bool json)
    {
        if (json)
        {
            Json.Print(rows.Select(row => new { row.Receipt.Id, Module = row.Receipt.ModuleId, row.Receipt.IssuedAt, row.Receipt.BoughtAt, OfflineUntil = row.Until, row.Problem, Items = row.Receipt.Items.Select(item => new { item.Id, item.Count }) }));
            return;
        }

        if (rows.Count == 0)
        {
            Console.WriteLine("No receipts. ./ludos receipts refresh asks the store.");
            return;
        }

        var table = new Table { Border = TableBorder.None };
        table.AddColumns("RECEIPT", "MODULE", "OFFLINE UNTIL", "ITEMS");
        foreach (var (receipt, until, problem) in rows)
        {
            var items = string.Join(", ", receipt.Items.Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.Count} {item.Id}")));
            table.AddRow(new Text(receipt.Id), new Text(receipt.ModuleId), new Text(until is { } moment ? moment.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : problem ?? "-"), new Text(items.Length == 0 ? "-" : items));
        }

        Terminal.Answers.Write(table);
    }
}
