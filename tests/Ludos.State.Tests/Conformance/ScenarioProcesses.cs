namespace Ludos.State.Tests.Conformance;

/// <summary>Two processes that play the other sides of all scenarios, one after another.</summary>
public sealed class ScenarioProcesses : IDisposable
{
    internal ScenarioProcess First { get; } = new();

    internal ScenarioProcess Second { get; } = new();

    public void Dispose()
    {
        First.Dispose();
        Second.Dispose();
    }
}
