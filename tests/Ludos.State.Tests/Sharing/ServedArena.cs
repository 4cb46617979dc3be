using Ludos.State;

namespace Ludos.State.Tests.Sharing;

/// <summary>An arena of this process, served in a folder of its own.</summary>
internal sealed class ServedArena : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ludos-state-");

    internal ServedArena(ArenaOptions? options = null, ServeOptions? serve = null)
    {
        Arena = Arena.Create(options ?? ArenaOptions.Default).Value;
        Server = Arena.Serve(Socket, serve).Value;
    }

    internal string Socket => Path.Combine(_folder.FullName, "arena.sock");

    internal Arena Arena { get; }

    internal ArenaServer Server { get; }

    public void Dispose()
    {
        Server.Dispose();
        Arena.Dispose();
        _folder.Delete(recursive: true);
    }

    internal static void WaitUntil(Func<bool> condition, string what)
    {
        if (!SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(20)))
        {
            throw new TimeoutException($"In vain: {what}.");
        }
    }
}
