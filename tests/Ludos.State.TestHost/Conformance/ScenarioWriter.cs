using System.Text.Json;
using Ludos.State;

namespace Ludos.State.TestHost.Conformance;

/// <summary>The writer of a scenario.</summary>
internal sealed class ScenarioWriter(Region region) : IDisposable
{
    private readonly RegionWriter _writer = region.AcquireWriter().Value;
    private readonly Dictionary<string, SlotHold> _holds = new(StringComparer.Ordinal);

    internal string? Execute(string op, JsonElement step)
    {
        switch (op)
        {
            case "begin":
                _ = _writer.Begin(Mode(step.GetProperty("mode").GetString()!));
                return null;
            case "write":
                var bytes = Convert.FromHexString(step.GetProperty("hex").GetString()!);
                bytes.CopyTo(_writer.Reopen().Change(step.GetProperty("at").GetInt32(), bytes.Length));
                return null;
            case "publish":
                return ScenarioSide.Compare("the published epoch", _writer.Reopen().Publish(), step.GetProperty("epoch").GetUInt64());
            case "discard":
                _writer.Reopen().Dispose();
                return null;
            case "hold":
                _holds.Add(step.GetProperty("label").GetString()!, _writer.HoldFront());
                return null;
            case "republish":
                _writer.RepublishSlot(_holds[step.GetProperty("label").GetString()!]);
                return ScenarioSide.Compare("the republished epoch", region.Epoch, step.GetProperty("epoch").GetUInt64());
            default:
                _holds.Remove(step.GetProperty("label").GetString()!, out var hold);
                hold!.Dispose();
                return null;
        }
    }

    public void Dispose() => _writer.Dispose();

    private static WriteMode Mode(string mode) => mode switch
    {
        "replace" => WriteMode.Replace,
        "carry" => WriteMode.Carry,
        "patch" => WriteMode.Patch,
        _ => throw new NotSupportedException($"The mode '{mode}' is unknown."),
    };
}
