namespace Ludos.Runtime.Observability;

/// <summary>Where in a tick a session is.</summary>
public enum TickPhase
{
    BetweenTicks,
    Boundary,
    Input,
    Unit,
    Closing,
}

/// <summary>What a session was doing, as far as its black box knows.</summary>
public enum BoxState
{
    Opening,
    Running,
    Parked,
    Paused,
    Crashed,
    Closed,
}
