using System.Reflection;
using Ludos.Base;
using Ludos.Platform.Processes;

namespace Ludos.Trust;

/// <summary>How a keeper is started as a process of its own.</summary>
/// <param name="File">The program.</param>
/// <param name="Arguments">What makes it a keeper.</param>
public sealed record KeeperProgram(string File, IReadOnlyList<string> Arguments)
{
    /// <summary>The hidden command that is a keeper.</summary>
    public const string CommandName = "keeper";

    /// <summary>Printed by a keeper on its standard output once it listens.</summary>
    public const string ReadyLine = "ready";

    /// <summary>Must be 0 in a keeper: else any process of the user may ask .NET itself for a dump of the keys.</summary>
    public const string DiagnosticsVariable = "DOTNET_EnableDiagnostics";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(20);

    /// <summary>The program that runs now, as a keeper. Its entry assembly must be Ludos' command line.</summary>
    public static KeeperProgram OfThisProcess()
    {
        var program = Environment.ProcessPath ?? "ludos";
        var isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        return isHost && Assembly.GetEntryAssembly()?.Location is { Length: > 0 } assembly
            ? new KeeperProgram(program, [assembly, CommandName])
            : new KeeperProgram(program, [CommandName]);
    }

    /// <summary>Starts it and waits until it listens, or found that another one does. Null on success; it outlives this process.</summary>
    internal Fault<KeyErrorCode>? Start()
    {
        var environment = new Dictionary<string, string?>
        {
            [DiagnosticsVariable] = "0",
            ["DOTNET_DbgEnableMiniDump"] = null,
            ["DOTNET_STARTUP_HOOKS"] = null,
            ["CORECLR_ENABLE_PROFILING"] = null,
        };
        if (!ChildProcess.Start(File, Arguments, ChildStreams.Piped, workingFolder: Path.GetPathRoot(Environment.CurrentDirectory), environment).TryGet(out var child, out var fault))
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.Unavailable, $"The keeper was not started: {fault.Message}", fault.Mend);
        }

        // Not disposed: that would end it. It has left this process's terminal and pipes by itself once it says that it is ready.
        var said = child.Output.ReadLineAsync();
        if (!said.Wait(StartTimeout))
        {
            child.Kill();
            return new Fault<KeyErrorCode>(KeyErrorCode.Unavailable, $"The keeper did not listen within {StartTimeout.TotalSeconds:0} s.", $"Try '{File} {string.Join(' ', Arguments)}' to see why.");
        }

        return said.Result == ReadyLine ? null : new Fault<KeyErrorCode>(KeyErrorCode.Unavailable, $"The keeper did not start: {said.Result ?? child.Error.ReadToEnd().Trim()}");
    }
}
