using Ludos.Base;

namespace Ludos.Runtime.Control;

/// <summary>Lets this user's other processes reach a session: a control socket and the arena's socket, both mode 0600 in the user's runtime folder.</summary>
public sealed class ControlServer : IDisposable
{
    private ControlServer(string socketPath, string arenaSocketPath)
    {
        SocketPath = socketPath;
        ArenaSocketPath = arenaSocketPath;
    }

    public string SocketPath { get; }

    public string ArenaSocketPath { get; }

    /// <param name="extraStatus">Added to the result of "status", such as the web view's address; null adds nothing.</param>
    public static Result<ControlServer, ControlErrorCode> Start(GameSession session, Func<IEnumerable<KeyValuePair<string, string>>>? extraStatus = null) =>
        new Fault<ControlErrorCode>(ControlErrorCode.Unavailable, "The control socket is not to be had.");

    /// <summary>Ends both sockets and removes their files.</summary>
    public void Dispose()
    {
    }
}
