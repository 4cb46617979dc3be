using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ludos.Base;
using Ludos.Cli.Commands.Installing;
using Ludos.Cli.Output;
using Ludos.Distribution;
using Ludos.Trust;

namespace Ludos.Cli.Commands.Receipts;

/// <summary>A publisher's side: receipts for their own modules, signed by the registry.</summary>
internal static class ReceiptsSelling
{
    private const int MaxAnswerBytes = 256 * 1024;

    public static Command BuildSell()
    {
        var module = new Argument<string>("module") { Description = "Id of a module of yours." };
        var to = new Option<string>("--to") { Description = "File with the buyer, as their ./ludos receipts identity prints it.", Required = true };
        var items = new Option<string[]>("--item") { Description = "What they own in it, as NAME=COUNT; may be repeated." };
        var (registry, json) = (Workplace.RegistryOption(), CommonOptions.Json());
        var command = new Command("sell", "Make a receipt for a user. Needs ./ludos login as the module's publisher.") { module, to, items, registry, json };
        command.SetAction((parsed, _) => Sell(parsed.GetRequiredValue(module), parsed.GetRequiredValue(to), parsed.GetValue(items) ?? [], parsed.GetValue(registry), parsed.GetValue(json)));
        return command;
    }

    public static Command BuildRevoke()
    {
        var receipt = new Argument<string>("receipt") { Description = "Id of a receipt for a module of yours." };
        var (registry, json) = (Workplace.RegistryOption(), CommonOptions.Json());
        var command = new Command("revoke", "Take a receipt back, as after fraud.") { receipt, registry, json };
        command.SetAction((parsed, _) => Order(
            writer =>
            {
                writer.WriteString("ask", "revoke");
                writer.WriteString("receipt", parsed.GetRequiredValue(receipt));
            },
            parsed.GetValue(registry),
            _ => Say(parsed.GetValue(json), new { Receipt = parsed.GetRequiredValue(receipt), State = "revoked" }, $"Receipt {parsed.GetRequiredValue(receipt)} is taken back.")));
        return command;
    }

    private static async Task<int> Sell(string module, string userFile, string[] texts, string? registry, bool json)
    {
        if (ReceiptDesk.UserOf(userFile) is not { } user)
        {
            return ExitCode.InputRefused;
        }

        if (Items(texts) is not { } items)
        {
            return ExitCode.Usage;
        }

        return await Order(
            writer =>
            {
                writer.WriteString("ask", "sell");
                writer.WriteString("module", module);
                writer.WritePropertyName("user");
                user.WriteTo(writer);
                writer.WriteStartArray("items");
                foreach (var (id, count) in items)
                {
                    writer.WriteStartObject();
                    writer.WriteString("id", id);
                    writer.WriteNumber("count", count);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            },
            registry,
            receipt => Say(json, new { Receipt = receipt!.Id, Module = module, User = user.Id }, $"Sold {module} to user {user.Id[..16]}: receipt {receipt.Id}."));
    }

    private static List<(string Id, int Count)>? Items(string[] texts)
    {
        var items = new List<(string, int)>();
        foreach (var text in texts)
        {
            var at = text.LastIndexOf('=');
            if (at < 1 || !int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count < 1)
            {
                Terminal.Error($"\"{text}\" is not an item.");
                Terminal.Hint("Write --item NAME=COUNT, with a count of 1 or more.");
                return null;
            }

            items.Add((text[..at], count));
        }

        return items;
    }

    private static Task<int> Order(Action<Utf8JsonWriter> write, string? registry, Func<Receipt?, int> done) => ReceiptDesk.With(registry, async (client, keeper, cancellation) =>
    {
        if (!client.Folder.Login().TryGet(out var kept, out var fault))
        {
            return Workplace.Tell(fault);
        }

        if (kept is null || !RegistryLogin.Parse(kept).TryGet(out var login, out _) || login.Expires <= Workplace.Now)
        {
            Terminal.Error("You are not logged in as a publisher.");
            Terminal.Hint($"./ludos login {client.Api.Address} --as NAME");
            return ExitCode.Failed;
        }

        client.Api.Token = login.Token;
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        if (!(await client.Api.Post("receipts", buffer.ToArray(), cancellation)).TryGet(out var answer, out var refused))
        {
            Terminal.Error(refused.Message);
            Terminal.Hint(refused.Mend);
            return refused.Code == RegistryCallErrorCode.Unreachable ? ExitCode.ResourceUnavailable : ExitCode.Failed;
        }

        if (!DocumentFields.TryRead(answer, MaxAnswerBytes, ["receipt"], ReceiptOf, out var receipt, out var problem))
        {
            Terminal.Error($"The registry's answer cannot be read: {problem}.");
            return ExitCode.InputRefused;
        }

        return done(receipt);
    });

    private static Receipt? ReceiptOf(DocumentFields fields) => !fields.Has("receipt") ? null
        : Envelope.Parse(fields.Raw("receipt"), "the receipt", EntitlementLimits.MaxSignedReceiptBytes).TryGet(out var envelope, out var unreadable) && Receipt.Parse(envelope.Payload).TryGet(out var receipt, out _) ? receipt
        : throw new DocumentException(unreadable?.Message ?? "it holds no receipt");

    private static int Say(bool json, object document, string text)
    {
        if (json)
        {
            Json.Print(document);
        }
        else
        {
            Console.WriteLine(text);
        }

        return ExitCode.Ok;
    }
}
