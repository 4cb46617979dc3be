namespace Ludos.Web;

/// <summary>How a game is shown. Read once by <see cref="WebHost.Start"/>.</summary>
public sealed record WebOptions
{
    /// <summary>Port on 127.0.0.1, 0 to 65535. Default 0: any free one.</summary>
    public int Port { get; init; }

    /// <summary>Modules dropped on the page are taken. Default false. The session's own dev mode must be on too: it decides again.</summary>
    public bool Dev { get; init; }
}
