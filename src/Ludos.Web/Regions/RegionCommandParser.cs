using System.Runtime.InteropServices;
using System.Text.Json;
using Ludos.Base;
using Ludos.Protocols.View.V1;
using Ludos.State;
using Ludos.Web.Protocol;

namespace Ludos.Web.Regions;

/// <summary>Reads what a page sends on the region socket: foreign bytes, at most <see cref="WebLimits.MaxMessageBytes"/> of them.</summary>
internal static class RegionCommandParser
{
    private const int MaxDepth = 2;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    public static Result<RegionCommand, ClientMessageError> Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, Strict);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return Fail(ClientMessageError.BadJson, "The message is not one JSON object.");
        }
        catch (InvalidOperationException)
        {
            // Text that is JSON but not text: a lone surrogate escape in a string.
            return Fail(ClientMessageError.BadJson, "The message holds a string that is not text.");
        }
    }

    /// <summary>The feed and the sequence up to which the page has taken it.</summary>
    public static Result<(int Feed, uint Sequence), ClientMessageError> ReadAck(ReadOnlySpan<byte> message)
    {
        if (message.Length != ViewRegionAck.SizeBytes || message[0] != StreamLayout.ViewRegionAckKind)
        {
            return Fail(ClientMessageError.BadLength, $"A binary message here is an acknowledgement: {ViewRegionAck.SizeBytes} bytes that begin with 0x12.");
        }

        var ack = MemoryMarshal.Read<ViewRegionAck>(message);
        return ack.Feed < WebLimits.MaxFeedsPerPage && ack.Reserved == 0
            ? (ack.Feed, ack.Sequence)
            : Fail(ClientMessageError.BadValue, $"Feed {ack.Feed} is not 0 to {WebLimits.MaxFeedsPerPage - 1}.");
    }

    private static Result<RegionCommand, ClientMessageError> Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("op", out var op) || op.ValueKind != JsonValueKind.String)
        {
            return Fail(ClientMessageError.BadJson, "The message has no \"op\".");
        }

        if (!root.TryGetProperty("feed", out var number) || number.ValueKind != JsonValueKind.Number || !number.TryGetInt32(out var feed) || (uint)feed >= WebLimits.MaxFeedsPerPage)
        {
            return Fail(ClientMessageError.BadField, $"\"feed\" is not 0 to {WebLimits.MaxFeedsPerPage - 1}.");
        }

        return op.GetString() switch
        {
            "watch" => ReadWatch(root, feed),
            "unwatch" => new RegionCommand(RegionOp.Unwatch, feed),
            "key" => new RegionCommand(RegionOp.Key, feed),
            _ => Fail(ClientMessageError.UnknownOp, "The message's \"op\" is none of watch, unwatch, key."),
        };
    }

    private static Result<RegionCommand, ClientMessageError> ReadWatch(JsonElement root, int feed)
    {
        var isNamed = root.TryGetProperty("region", out var region) && region.ValueKind == JsonValueKind.String;
        var name = isNamed ? region.GetString()! : "";
        if (name.Length is 0 or > SchemaLimits.MaxRegionNameBytes)
        {
            return Fail(ClientMessageError.BadField, "\"region\" is not a region's name.");
        }

        var hasCheck = root.TryGetProperty("check", out var check);
        return hasCheck && check.ValueKind is not (JsonValueKind.True or JsonValueKind.False)
            ? Fail(ClientMessageError.BadField, "\"check\" is not true or false.")
            : new RegionCommand(RegionOp.Watch, feed, name, hasCheck && check.ValueKind == JsonValueKind.True);
    }

    private static Fault<ClientMessageError> Fail(ClientMessageError code, string message) => new(code, message);
}
