using System.Text.Json;
using Ludos.State.Tests.Sharing;

namespace Ludos.State.Tests.Outside;

/// <summary>One side of a scenario, played by the C library; sdk/c/tests/scenario.c says how it is spoken to.</summary>
internal sealed class CScenarioProcess(string program) : IDisposable
{
    private readonly HostProcess _host = HostProcess.Of(program);

    internal async Task Attach(string socket, string region, bool writes)
    {
        await _host.Say($"attach socket={socket} region={region} write={(writes ? "true" : "false")}");
        await _host.Expect("ok");
    }

    /// <summary>A step as its operation and its other members, in words. Null, or what was other than it says.</summary>
    internal async Task<string?> Execute(JsonElement step)
    {
        var members = step.EnumerateObject().Where(member => member.Name != "op").Select(member => $" {member.Name}={member.Value}");
        await _host.Say(step.GetProperty("op").GetString() + string.Concat(members).Replace("=True", "=true", StringComparison.Ordinal).Replace("=False", "=false", StringComparison.Ordinal));
        var answer = await _host.Line();
        return answer == "ok" ? null : answer;
    }

    internal async Task Detach()
    {
        await _host.Say("detach");
        await _host.Expect("ok");
    }

    /// <summary>Its input ends, and so does it; under sanitizers or valgrind the exit code says whether it was clean.</summary>
    internal int End()
    {
        _host.EndInput();
        return _host.WaitForExit();
    }

    public void Dispose() => _host.Dispose();
}
