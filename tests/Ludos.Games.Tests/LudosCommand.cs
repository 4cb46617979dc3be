using Ludos.Platform.Processes;

namespace Ludos.Games.Tests;

/// <summary>The built program, run as a user would, in a folder and home of the test's own.</summary>
/// <param name="settings">Further environment variables, as NAME=VALUE.</param>
internal sealed class LudosCommand(string folder, params string[] settings)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly string Program = Checkout.PathOf("artifacts/bin/Ludos.Cli/release/ludos.dll");

    private readonly Dictionary<string, string?> _environment = new(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Split('=')[0], setting.Split('=')[1])))
    {
        ["LUDOS_ROOT"] = Checkout.Root,
        ["LUDOS_HOME"] = folder,
    };

    public CapturedOutput Run(params string[] arguments) =>
        ChildProcess.Capture("dotnet", [Program, .. arguments], Limit, folder, _environment).TryGet(out var output, out var fault) ? output : throw new InvalidOperationException(fault.ToString());

    /// <summary>Starts a game that goes on until it is stopped.</summary>
    public RunningPlay Play(params string[] arguments) =>
        ChildProcess.Start("dotnet", [Program, .. arguments], ChildStreams.Piped, folder, _environment).TryGet(out var process, out var fault) ? new RunningPlay(process) : throw new InvalidOperationException(fault.ToString());
}
