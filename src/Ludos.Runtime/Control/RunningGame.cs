namespace Ludos.Runtime.Control;

/// <summary>A game that runs on this machine for this user.</summary>
/// <param name="ProcessId">Its process.</param>
/// <param name="SocketPath">Where it listens.</param>
public sealed record RunningGame(int ProcessId, string SocketPath);
