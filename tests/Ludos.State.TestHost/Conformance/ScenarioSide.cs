using System.Text.Json;
using Ludos.State;

namespace Ludos.State.TestHost.Conformance;

/// <summary>
/// One side of a scenario of tests/conformance/arena: a region and what the steps so far opened on it. Executes a step and returns null, or what was other
/// than the step says. A step that it does not know is a failure.
/// </summary>
internal sealed class ScenarioSide(Region region) : IDisposable
{
    /// <summary>Longer than a publish takes to be seen, short enough to be waited out.</summary>
    private static readonly TimeSpan WaitPatience = TimeSpan.FromMilliseconds(20);

    private readonly ScenarioReaders _readers = new(region);
    private readonly ScenarioDeltas _deltas = new(region);
    private ScenarioWriter? _writer;

    /// <summary>Takes the lease; before the first step, where this side writes.</summary>
    internal void Write() => _writer = new ScenarioWriter(region);

    internal string? Execute(JsonElement step)
    {
        var op = step.GetProperty("op").GetString()!;
        return op switch
        {
            "begin" or "write" or "publish" or "discard" or "hold" or "republish" or "release" => Writer(op).Execute(op, step),
            "pin" or "read" or "close" => _readers.Execute(op, step),
            "keep" or "delta" or "apply" => _deltas.Execute(op, step),
            "front" => Front(step),
            "wait" => Wait(step),
            _ => $"the step '{op}' is unknown",
        };
    }

    public void Dispose()
    {
        _readers.Dispose();
        _writer?.Dispose();
    }

    internal static string? Compare<T>(string what, T found, T due) => EqualityComparer<T>.Default.Equals(found, due) ? null : $"{what} is {found}, not {due}";

    internal static string? CompareBytes(string what, ReadOnlySpan<byte> content, JsonElement step)
    {
        var due = Convert.FromHexString(step.GetProperty("hex").GetString()!);
        var at = step.GetProperty("at").GetInt32();
        return at + due.Length > content.Length ? $"{what} ends at {content.Length}, before {at + due.Length}"
            : content.Slice(at, due.Length).SequenceEqual(due) ? null
            : $"{what} at {at} is {Convert.ToHexString(content.Slice(at, due.Length))}, not {Convert.ToHexString(due)}";
    }

    private ScenarioWriter Writer(string op) => _writer ?? throw new InvalidOperationException($"This side does not write, and was told to {op}.");

    private string? Front(JsonElement step) => Compare("the epoch", region.Epoch, step.GetProperty("epoch").GetUInt64()) ?? CompareBytes("the front", region.Front, step);

    private string? Wait(JsonElement step) => Compare("the wait's answer", region.Wait(step.GetProperty("after").GetUInt64(), WaitPatience), step.GetProperty("woken").GetBoolean());
}
