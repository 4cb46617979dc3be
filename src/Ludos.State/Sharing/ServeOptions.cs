using Ludos.Platform.Processes;

namespace Ludos.State;

/// <summary>Who may do what through a server.</summary>
public sealed record ServeOptions
{
    public static ServeOptions Default { get; } = new();

    /// <summary>
    /// Whether that process of this user may write that region, by name. Default: none may write any. Asked on a server thread each time a process asks for
    /// a grant. A grant reaches one region: the process gets a segment that holds nothing else.
    /// </summary>
    public Func<ProcessIdentity, string, bool> MayWrite { get; init; } = static (_, _) => false;

    /// <summary>
    /// Runs an action at a moment when no reader inside the tick holds a region's front, once, on any thread. Default: at once. A runtime hands it to the
    /// boundary between two ticks; an action that is not run within 3 s is no longer wanted and does nothing.
    /// </summary>
    public Action<Action> AtBoundary { get; init; } = static action => action();

    /// <summary>
    /// Who does what attached processes ask for in their inboxes. Default: nobody; no process gets an inbox then.
    /// </summary>
    public IPeerDesk? Desk { get; init; }

    /// <summary>What that process of this user may ask the desk for. Asked on a server thread when it opens its rings. Default: <see cref="PeerCapability.Default"/>.</summary>
    public Func<ProcessIdentity, PeerCapability> Capabilities { get; init; } = static _ => PeerCapability.Default;
}
