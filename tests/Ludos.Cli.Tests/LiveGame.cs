using System.Diagnostics;

namespace Ludos.Cli.Tests;

/// <summary>A game that plays in a process of its own, with its web view up; killed with the test.</summary>
internal sealed class LiveGame : IDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private LiveGame(Process process, string home, string address)
    {
        Process = process;
        Home = home;
        Address = address;
    }

    public Process Process { get; }

    public string Home { get; }

    /// <summary>As printed, with its token.</summary>
    public string Address { get; }

    public static LiveGame Play(string home, params string[] arguments) => Start(home, ["play", .. arguments]);

    /// <summary>Any command that plays a game live.</summary>
    public static LiveGame Start(string home, params string[] arguments)
    {
        var process = Cli.Start(Cli.Root, home, [.. arguments, "--no-open"]);
        var reading = process.StandardOutput.ReadLineAsync();
        if (!reading.Wait(StartTimeout) || reading.Result is not { } line || !line.Contains(" at http://127.0.0.1:", StringComparison.Ordinal))
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"The game did not start: {process.StandardError.ReadToEnd()}");
        }

        return new LiveGame(process, home, line[(line.IndexOf(" at ", StringComparison.Ordinal) + 4)..]);
    }

    public CliResult Ludos(params string[] arguments) => Cli.RunIn(Cli.Root, Home, arguments);

    public void Dispose()
    {
        if (!Process.HasExited)
        {
            Process.Kill(entireProcessTree: true);
        }

        Process.Dispose();
    }
}
