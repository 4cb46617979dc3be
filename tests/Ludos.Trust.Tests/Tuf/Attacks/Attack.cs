using Ludos.Trust.Tests.Tuf.Simulation;

namespace Ludos.Trust.Tests.Tuf.Attacks;

/// <summary>
/// One attack on a client that refreshed once and found <c>shoal.json</c>: what the attacker does to the repository or to what is served, and the
/// code that the client must answer with.
/// </summary>
/// <param name="Name">As in docs/reference/tuf.md.</param>
/// <param name="Expected">Of the refresh, or of the search after it.</param>
/// <param name="Do">May also change <see cref="AttackedClient"/>'s clock or what it looks for.</param>
internal sealed record Attack(string Name, TufErrorCode Expected, Action<SimulatedRepository, AttackedClient> Do)
{
    public override string ToString() => Name;
}

/// <summary>What the client does after the attack.</summary>
internal sealed class AttackedClient
{
    public DateTimeOffset Now { get; set; } = SimulatedRepository.Now;

    public string LooksFor { get; set; } = "shoal.json";
}
