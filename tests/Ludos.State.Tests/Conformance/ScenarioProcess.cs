using System.Text.Json;
using Ludos.State.Tests.Sharing;

namespace Ludos.State.Tests.Conformance;

/// <summary>One side of a scenario in another process; see ScenarioHost of the test host for what is said.</summary>
internal sealed class ScenarioProcess : IDisposable
{
    private readonly HostProcess _host = new("conform");

    internal async Task Attach(string socket, string region, bool writes)
    {
        await _host.Say(JsonSerializer.Serialize(new Dictionary<string, object> { ["attach"] = socket, ["region"] = region, ["write"] = writes }));
        await _host.Expect("ok");
    }

    internal async Task<string?> Execute(JsonElement step)
    {
        await _host.Say(JsonSerializer.Serialize(step));
        var answer = await _host.Line();
        return answer == "ok" ? null : answer;
    }

    internal async Task Detach()
    {
        await _host.Say("""{"detach": true}""");
        await _host.Expect("ok");
    }

    public void Dispose() => _host.Dispose();
}
