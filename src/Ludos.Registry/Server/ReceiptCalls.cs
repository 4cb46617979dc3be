using System.Text.Json;
using Ludos.Base;
using Ludos.Registry.Receipts;
using Ludos.Trust;
using Microsoft.AspNetCore.Http;

namespace Ludos.Registry.Server;

/// <summary>POST /receipts, GET /receipts/mine, POST /receipts/ID/request, GET /entitlements/snapshot?user=&amp;nonce=.</summary>
internal sealed class ReceiptCalls(ReceiptDesk desk, CallGate gate, RegistryClock clock)
{
    public Task OrderAsync(HttpContext context) => gate.ChangeAsync(context, async caller =>
    {
        if (!(await BodyReader.ReadAsync(context.Request, RegistryLimits.MaxQuestionBytes)).TryGet(out var body, out var fault) || !ReceiptOrder.Parse(body).TryGet(out var order, out fault)
            || !desk.Order(order, caller, clock.Now).TryGet(out var receipt, out fault))
        {
            await Problem.AnswerAsync(context, fault!);
            return;
        }

        await Answers.ObjectAsync(
            context,
            writer =>
            {
                writer.WritePropertyName("receipt");
                if (receipt is null)
                {
                    writer.WriteNullValue();
                }
                else
                {
                    writer.WriteRawValue(receipt.ToJson());
                }
            },
            order.Kind == ReceiptOrderKind.Revoke ? StatusCodes.Status200OK : StatusCodes.Status201Created);
    });

    public Task MineAsync(HttpContext context) => gate.ChangeAsync(context, caller => desk.Of(caller.KeyId, clock.Now).TryGet(out var receipts, out var fault)
        ? Answers.ObjectAsync(context, writer => Write(writer, receipts))
        : Problem.AnswerAsync(context, fault));

    /// <summary>The request's own signature is the login: it counts for one receipt and a quarter of an hour.</summary>
    public async Task RequestAsync(HttpContext context, string receiptId)
    {
        if (gate.Question(context) is { } tooMany)
        {
            await Problem.AnswerAsync(context, tooMany);
            return;
        }

        if (!(await BodyReader.ReadAsync(context.Request, RegistryLimits.MaxQuestionBytes)).TryGet(out var body, out var fault))
        {
            await Problem.AnswerAsync(context, fault);
            return;
        }

        if (!Envelope.Parse(body, "The request").TryGet(out var envelope, out var unreadable))
        {
            await Problem.AnswerAsync(context, RegistryErrorCode.BadRequest, unreadable.Message, unreadable.Mend);
            return;
        }

        await (desk.Obey(receiptId, envelope, clock.Now).TryGet(out var state, out fault)
            ? Answers.ObjectAsync(context, writer => writer.WriteString("state", JsonNamingPolicy.CamelCase.ConvertName(state.ToString())))
            : Problem.AnswerAsync(context, fault));
    }

    /// <summary>Signed for this question alone: it carries the asker's nonce, and nothing between may keep it.</summary>
    public Task SnapshotAsync(HttpContext context)
    {
        if (gate.Question(context) is { } tooMany)
        {
            return Problem.AnswerAsync(context, tooMany);
        }

        if (!Digest.TryParse(context.Request.Query["user"].ToString(), out var user) || NonceOf(context.Request.Query["nonce"].ToString()) is not { } nonce)
        {
            return Problem.AnswerAsync(context, RegistryErrorCode.BadName, "A snapshot is asked for with the id of a user's key, 64 digits, and a nonce, 32 digits of lower-case hexadecimal.");
        }

        return desk.Snapshot(user.ToString(), nonce, clock.Now).TryGet(out var snapshot, out var fault)
            ? Answers.OnceAsync(context, snapshot.ToJson(), Answers.Json)
            : Problem.AnswerAsync(context, fault);
    }

    private static byte[]? NonceOf(string text) =>
        text.Length == 2 * EntitlementSnapshot.NonceBytes && text.All(digit => char.IsAsciiDigit(digit) || char.IsAsciiHexDigitLower(digit)) ? Convert.FromHexString(text) : null;

    private static void Write(Utf8JsonWriter writer, IReadOnlyList<byte[]> receipts)
    {
        writer.WriteStartArray("receipts");
        foreach (var receipt in receipts)
        {
            writer.WriteRawValue(receipt);
        }

        writer.WriteEndArray();
    }
}
