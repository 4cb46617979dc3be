using System.Text.Json;
using Ludos.State;

namespace Ludos.State.TestHost.Conformance;

/// <summary>The writer of a scenario. An open write outlives the step that began it, so the scope's pointer is kept here.</summary>
internal sealed unsafe class ScenarioWriter(Region region) : IDisposable
{
    private readonly RegionWriter _writer = region.AcquireWriter().Value;
    private readonly Dictionary<string, SlotHold> _holds = new(StringComparer.Ordinal);
    private long _scope;
    private byte* _bytes;

    internal string? Execute(string op, JsonElement step)
    {
        switch (op)
        {
            case "begin":
                _bytes = _writer.Begin(Mode(step.GetProperty("mode").GetString()!)).Pointer;
                _scope++;
                return null;
            case "write":
                Convert.FromHexString(step.GetProperty("hex").GetString()!).CopyTo(new Span<byte>(_bytes, (int)region.SizeBytes)[step.GetProperty("at").GetInt32()..]);
                return null;
            case "publish":
                return ScenarioSide.Compare("the published epoch", _writer.Publish(_scope), step.GetProperty("epoch").GetUInt64());
            case "discard":
                _writer.Discard(_scope);
                return null;
            case "hold":
                _holds.Add(step.GetProperty("label").GetString()!, _writer.HoldFront());
                return null;
            case "republish":
                _writer.RepublishSlot(_holds[step.GetProperty("label").GetString()!]);

                // A hold that is a copy is written through a scope of its own.
                _scope += _holds[step.GetProperty("label").GetString()!].Copy is null ? 0 : 1;
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
        _ => throw new NotSupportedException($"The mode '{mode}' is unknown."),
    };
}
