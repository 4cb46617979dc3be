using System.Collections.Immutable;
using System.Text.Json;
using Ludos.Base;

namespace Ludos.Runtime.Input;

public enum InputScriptErrorCode
{
    NotReadable,
    TooLarge,
    BadLine,
}

/// <summary>What one line of a script sets at the start of one tick.</summary>
internal readonly record struct ScriptedChange(long Tick, ImmutableArray<InputSample> Samples);

/// <summary>Input for a run without a player: JSON lines such as <c>{"tick":30,"set":{"gamepad1":33,"mouse":[80,80,0]}}</c>, ticks from 0,
/// never falling; a value is held until it is set again.</summary>
public sealed class InputScript
{
    /// <summary>Bytes of a script file.</summary>
    public const int MaxFileBytes = 64 * 1024 * 1024;

    /// <summary>Bytes of one line.</summary>
    public const int MaxLineBytes = 4_096;

    private const int MaxDepth = 4;
    private const ushort MouseControl = 4;
    private const ushort MouseButtonsControl = 5;
    private const string LineExample = "A line reads {\"tick\":30,\"set\":{\"gamepad1\":33,\"mouse\":[80,80,0]}}.";

    private static readonly string[] LineFields = ["tick", "set"];
    private static readonly string[] SetFields = ["gamepad1", "gamepad2", "gamepad3", "gamepad4", "mouse"];
    private readonly ImmutableArray<ScriptedChange> _changes;
    private int _next;

    private InputScript(ImmutableArray<ScriptedChange> changes) => _changes = changes;

    /// <summary>Lines that set something.</summary>
    public int Count => _changes.Length;

    public static Result<InputScript, InputScriptErrorCode> Load(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.Exists && file.Length > MaxFileBytes)
            {
                return new Fault<InputScriptErrorCode>(InputScriptErrorCode.TooLarge, $"The input script {path} has {file.Length:N0} bytes; at most {MaxFileBytes:N0} are read.", "Split the run.");
            }

            return Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new Fault<InputScriptErrorCode>(InputScriptErrorCode.NotReadable, $"The input script {path} cannot be read: {error.Message}", "Check the path given with --input.");
        }
    }

    /// <param name="name">For messages.</param>
    public static Result<InputScript, InputScriptErrorCode> Parse(ReadOnlySpan<byte> text, string name)
    {
        var changes = ImmutableArray.CreateBuilder<ScriptedChange>();
        var lineNumber = 0;
        var lastTick = 0L;
        while (!text.IsEmpty)
        {
            lineNumber++;
            var end = text.IndexOf((byte)'\n');
            var line = (end < 0 ? text : text[..end]).Trim(" \t\r"u8);
            text = end < 0 ? [] : text[(end + 1)..];
            if (line.IsEmpty)
            {
                continue;
            }

            var problem = ParseLine(line, lastTick, out var change);
            if (problem is not null)
            {
                return new Fault<InputScriptErrorCode>(InputScriptErrorCode.BadLine, $"{name}, line {lineNumber}: {problem}.", LineExample);
            }

            lastTick = change.Tick;
            changes.Add(change);
        }

        return new InputScript(changes.DrainToImmutable());
    }

    /// <summary>Submits what is due at the start of <paramref name="tick"/>; ticks must come in rising order, but after <see cref="Seek"/>. Allocates nothing.</summary>
    internal void Apply(long tick, InputBroker broker)
    {
        for (; _next < _changes.Length && _changes[_next].Tick <= tick; _next++)
        {
            foreach (ref readonly var sample in _changes[_next].Samples.AsSpan())
            {
                broker.Submit(sample);
            }
        }
    }

    /// <summary>The next tick is <paramref name="tick"/>, wherever the script was: what its lines before set is held.</summary>
    internal void Seek(long tick, InputBroker broker)
    {
        _next = 0;
        broker.ForgetScript();
        Apply(tick - 1, broker);
    }

    private static string? ParseLine(ReadOnlySpan<byte> line, long lastTick, out ScriptedChange change)
    {
        change = default;
        if (line.Length > MaxLineBytes)
        {
            return $"it has {line.Length:N0} bytes; at most {MaxLineBytes:N0} are read";
        }

        try
        {
            using var document = JsonDocument.Parse(line.ToArray(), new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
            return Read(document.RootElement, lastTick, out change);
        }
        catch (JsonException error)
        {
            return $"it is not JSON (byte {error.BytePositionInLine ?? 0}): {FirstSentence(error.Message)}";
        }
        catch (InvalidOperationException)
        {
            return "a text in it is not valid Unicode";
        }
    }

    private static string? Read(JsonElement root, long lastTick, out ScriptedChange change)
    {
        change = default;
        if (root.ValueKind != JsonValueKind.Object)
        {
            return "it is not an object";
        }

        if (UnknownField(root, LineFields) is { } unknown)
        {
            return unknown;
        }

        if (!root.TryGetProperty("tick", out var tickField) || tickField.ValueKind != JsonValueKind.Number || !tickField.TryGetInt64(out var tick) || tick < 0)
        {
            return "\"tick\" is not a whole number from 0";
        }

        if (tick < lastTick)
        {
            return $"\"tick\" is {tick} after a line with {lastTick}; ticks never fall";
        }

        if (!root.TryGetProperty("set", out var set) || set.ValueKind != JsonValueKind.Object)
        {
            return "\"set\" is not an object";
        }

        if (UnknownField(set, SetFields) is { } unknownControl)
        {
            return unknownControl;
        }

        var samples = ImmutableArray.CreateBuilder<InputSample>();
        foreach (var field in set.EnumerateObject())
        {
            if ((field.NameEquals("mouse") ? Mouse(field.Value, samples) : Gamepad(field, samples)) is { } problem)
            {
                return problem;
            }
        }

        change = new ScriptedChange(tick, samples.DrainToImmutable());
        return null;
    }

    private static string? Gamepad(JsonProperty field, ImmutableArray<InputSample>.Builder samples)
    {
        if (field.Value.ValueKind != JsonValueKind.Number || !field.Value.TryGetByte(out var bits))
        {
            return $"\"{field.Name}\" is not a whole number from 0 to 255";
        }

        samples.Add(new InputSample(InputDevice.Script, (ushort)(field.Name[^1] - '1'), bits, 0));
        return null;
    }

    private static string? Mouse(JsonElement value, ImmutableArray<InputSample>.Builder samples)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() != 3
            || !TryGet(value[0], out var x) || !TryGet(value[1], out var y)
            || value[2].ValueKind != JsonValueKind.Number || !value[2].TryGetByte(out var buttons))
        {
            return "\"mouse\" is not [x, y, buttons] with x and y from -32768 to 32767 and buttons from 0 to 255";
        }

        samples.Add(new InputSample(InputDevice.Script, MouseControl, x, y));
        samples.Add(new InputSample(InputDevice.Script, MouseButtonsControl, buttons, 0));
        return null;

        static bool TryGet(JsonElement element, out short number)
        {
            number = 0;
            return element.ValueKind == JsonValueKind.Number && element.TryGetInt16(out number);
        }
    }

    private static string? UnknownField(JsonElement element, string[] known)
    {
        foreach (var field in element.EnumerateObject())
        {
            if (!known.Contains(field.Name))
            {
                return $"unknown field \"{Shorten(field.Name)}\"; known are {string.Join(", ", known)}";
            }
        }

        return null;
    }

    private static string Shorten(string name) => name.Length <= 40 ? name : string.Concat(name.AsSpan(0, 40), "…");

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? message.TrimEnd('.') : message[..end];
    }
}
