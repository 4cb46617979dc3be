using System.Numerics;
using System.Text.Json;
using Ludos.Base;
using Ludos.Runtime;

namespace Ludos.Web.Protocol;

/// <summary>Reads text messages of a page: foreign bytes, at most <see cref="WebLimits.MaxMessageBytes"/> of them.</summary>
internal static class ClientCommandParser
{
    private const int MaxDepth = 2;
    private const int KeyboardControls = 512;
    private const int Players = 4;
    private const int AllBits = 0xF3;

    /// <summary>The largest whole number that a page can write exactly.</summary>
    private const long MaxTick = (1L << 53) - 1;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    public static Result<ClientCommand, ClientMessageError> Parse(ReadOnlyMemory<byte> utf8)
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

    private static Result<ClientCommand, ClientMessageError> Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("op", out var op) || op.ValueKind != JsonValueKind.String)
        {
            return Fail(ClientMessageError.BadJson, "The message has no \"op\".");
        }

        return op.GetString() switch
        {
            "pause" => new ClientCommand(ClientOp.Pause),
            "resume" => new ClientCommand(ClientOp.Resume),
            "restart" => new ClientCommand(ClientOp.Restart),
            "key" => new ClientCommand(ClientOp.Key),
            "audio" => ReadAudio(root),
            "bind" => ReadBind(root),
            "seek" => ReadNumber(root, ClientOp.Seek, "tick", 0, MaxTick),
            "step" => ReadNumber(root, ClientOp.Step, "ticks", -SessionTimeline.MaxSteps, SessionTimeline.MaxSteps),
            "branch" => ReadNumber(root, ClientOp.Branch, "id", 1, int.MaxValue),
            _ => Fail(ClientMessageError.UnknownOp, "The message's \"op\" is none of pause, resume, restart, key, audio, bind, seek, step, branch."),
        };
    }

    private static Result<ClientCommand, ClientMessageError> ReadAudio(JsonElement root) =>
        root.TryGetProperty("on", out var on) && on.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? new ClientCommand(ClientOp.Audio, On: on.ValueKind == JsonValueKind.True)
            : Fail(ClientMessageError.BadField, "\"on\" is not true or false.");

    private static Result<ClientCommand, ClientMessageError> ReadBind(JsonElement root)
    {
        if (!TryInt(root, "device", out var device) || device != (int)InputDevice.Keyboard)
        {
            return Fail(ClientMessageError.BadField, "\"device\" is not 0: only keys are bound from the page.");
        }

        if (!TryInt(root, "control", out var control) || (uint)control >= KeyboardControls)
        {
            return Fail(ClientMessageError.BadField, $"\"control\" is not a key, 0 to {KeyboardControls - 1}.");
        }

        if (!TryInt(root, "player", out var player) || (uint)player >= Players)
        {
            return Fail(ClientMessageError.BadField, $"\"player\" is not 0 to {Players - 1}.");
        }

        if (!TryInt(root, "bit", out var bit) || (bit & ~AllBits) != 0 || BitOperations.PopCount((uint)bit) > 1)
        {
            return Fail(ClientMessageError.BadField, "\"bit\" is not one button's bit, or 0.");
        }

        return new ClientCommand(ClientOp.Bind, Control: (ushort)control, Player: player, Bit: (GamepadBit)bit);
    }

    private static Result<ClientCommand, ClientMessageError> ReadNumber(JsonElement root, ClientOp op, string name, long least, long most) =>
        root.TryGetProperty(name, out var element) && element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var value) && value >= least && value <= most
            ? new ClientCommand(op, Number: value)
            : Fail(ClientMessageError.BadField, $"\"{name}\" is not a whole number from {least} to {most}.");

    private static bool TryInt(JsonElement root, string name, out int value)
    {
        value = 0;
        return root.TryGetProperty(name, out var element) && element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out value);
    }

    private static Fault<ClientMessageError> Fail(ClientMessageError code, string message) => new(code, message);
}
