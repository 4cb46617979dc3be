namespace Ludos.Units;

/// <summary>How often a library may crash before it is retired.</summary>
/// <param name="Restarts">Restarts allowed within the window, 1 to <see cref="MaxRestarts"/>.</param>
/// <param name="Window">Length of the window.</param>
public sealed record RestartBudget(int Restarts, TimeSpan Window)
{
    public const int MaxRestarts = 100_000;

    /// <summary>1,000 in a minute: a library that crashes at every call is retired within a second or two, one that crashes now and then never.</summary>
    public static RestartBudget Default { get; } = new(1000, TimeSpan.FromMinutes(1));
}
