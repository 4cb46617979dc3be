using System.Text.Json;
using Ludos.State;

namespace Ludos.State.TestHost.Conformance;

/// <summary>The readers of a scenario, by name.</summary>
internal sealed class ScenarioReaders(Region region) : IDisposable
{
    private readonly Dictionary<string, RegionReader> _readers = new(StringComparer.Ordinal);

    internal string? Execute(string op, JsonElement step)
    {
        var name = step.GetProperty("reader").GetString()!;
        if (!_readers.TryGetValue(name, out var reader))
        {
            _readers[name] = reader = region.OpenReader();
        }

        return op switch
        {
            "pin" => ScenarioSide.Compare("the pinned epoch", reader.Pin().Epoch, step.GetProperty("epoch").GetUInt64()),
            "read" => ScenarioSide.CompareBytes("what is read", reader.Reopen().Bytes, step),
            _ => ScenarioSide.Compare("the outcome", reader.Reopen().Close() == ReadOutcome.Ok ? "ok" : "revoked", step.GetProperty("outcome").GetString()),
        };
    }

    public void Dispose()
    {
        foreach (var reader in _readers.Values)
        {
            reader.Dispose();
        }
    }
}
