using System.Text.Json;
using Ludos.State;

namespace Ludos.State.TestHost.Conformance;

/// <summary>The contents that a scenario keeps under labels, and the deltas between them.</summary>
internal sealed class ScenarioDeltas(Region region)
{
    private readonly Dictionary<string, (byte[] Content, ulong Epoch)> _kept = new(StringComparer.Ordinal);
    private byte[] _last = [];

    internal string? Execute(string op, JsonElement step)
    {
        switch (op)
        {
            case "keep":
                _kept[step.GetProperty("label").GetString()!] = (region.Front.ToArray(), region.Epoch);
                return null;
            case "delta":
                return Encode(step);
            default:
                return Apply(step);
        }
    }

    private string? Encode(JsonElement step)
    {
        var (from, to) = (_kept[step.GetProperty("from").GetString()!], _kept[step.GetProperty("to").GetString()!]);
        var destination = new byte[RegionDelta.MaxBytes(to.Content.Length)];
        var encoded = RegionDelta.Encode(from.Content, to.Content, new DeltaStamp(0, region.Schema.StrideBytes, from.Epoch, to.Epoch), destination);
        if (!encoded.TryGet(out var length, out var fault))
        {
            return fault.ToString();
        }

        _last = destination[..length];
        return step.TryGetProperty("hex", out var due) ? ScenarioSide.Compare("the delta", Convert.ToHexString(_last), due.GetString()!.ToUpperInvariant()) : null;
    }

    private string? Apply(JsonElement step)
    {
        var label = step.GetProperty("label").GetString()!;
        var delta = step.TryGetProperty("delta", out var given) ? Convert.FromHexString(given.GetString()!) : _last;
        var (content, epoch) = _kept[label];
        var result = "ok";
        if (RegionDelta.Apply(delta, content, epoch, region.Schema).TryGet(out var next, out var fault))
        {
            epoch = next;
        }
        else
        {
            result = $"{char.ToLowerInvariant(fault.Code.ToString()[0])}{fault.Code.ToString()[1..]}";
        }

        _kept[label] = (content, epoch);
        return ScenarioSide.Compare("the result", result, step.GetProperty("result").GetString())
            ?? ScenarioSide.Compare("the epoch afterwards", epoch, step.GetProperty("epoch").GetUInt64())
            ?? ScenarioSide.CompareBytes("the content afterwards", content, step);
    }
}
