using Ludos.Platform.Processes;

namespace Ludos.State;

/// <summary>Who may attach.</summary>
public sealed record ServeOptions
{
    public static ServeOptions Default { get; } = new();

    /// <summary>
    /// Which processes of this user may attach to write. Default: none. It asks for <see cref="ArenaOptions.AllowWriters"/>, and it is trust in the whole
    /// arena: such a process can write every region and the control segment.
    /// </summary>
    public Func<ProcessIdentity, bool> MayWrite { get; init; } = static _ => false;
}
