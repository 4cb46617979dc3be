using System.Text;
using Ludos.Platform.Processes;
using Xunit;

namespace Ludos.State.Tests.Sharing;

/// <summary>Another process, in the role that its first argument names.</summary>
internal sealed class HostProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ChildProcess _child;

    internal HostProcess(params string[] arguments)
        : this(Dotnet, ["exec", Dll, .. arguments])
    {
    }

    private HostProcess(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null) =>
        _child = ChildProcess.Start(program, arguments, ChildStreams.Piped, environment: environment).Value;

    /// <summary>Any program.</summary>
    internal static HostProcess Of(string program, params string[] arguments) => new(program, arguments.AsEnumerable());

    private static string Dotnet => ToolFinder.Find("dotnet") ?? Environment.ProcessPath!;

    private static string Dll => Path.Combine(AppContext.BaseDirectory, "Ludos.State.TestHost.dll");

    /// <summary>The runtime's own large memory file is switched off, so that the limit meets only what the arena makes.</summary>
    internal static HostProcess WithFileSizeLimit(int kibibytes, params string[] arguments) => new(
        "bash", ["-c", $"ulimit -f {kibibytes}; exec \"$@\"", "bash", Dotnet, "exec", Dll, .. arguments],
        new Dictionary<string, string?> { ["DOTNET_EnableWriteXorExecute"] = "0" });

    internal int Id => _child.Id;

    public void Dispose() => _child.Dispose();

    internal async Task<string> Line() => await _child.Output.ReadLineAsync().WaitAsync(Patience)
        ?? throw new InvalidOperationException($"It ended: {await _child.Error.ReadToEndAsync()}");

    /// <summary>The next line, or null once it has ended.</summary>
    internal async Task<string?> LineOrEnd() => await _child.Output.ReadLineAsync().WaitAsync(Patience);

    internal async Task Expect(string line) => Assert.Equal(line, await Line());

    internal async Task Say(string line = "go")
    {
        await _child.Input.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));
        await _child.Input.FlushAsync();
    }

    /// <summary>The same without await, for use while a read is open: a ref struct cannot live across one.</summary>
    internal void SayAndExpect(string line, string answer) => Assert.True(Task.Run(async () =>
    {
        await Say(line);
        await Expect(answer);
    }).Wait(Patience));

    /// <summary>What it printed and nobody read; once it has ended.</summary>
    internal string Rest() => _child.Output.ReadToEnd() + _child.Error.ReadToEnd();

    internal void EndInput() => _child.Input.Close();

    /// <summary>Ends this process alone; what it started lives on.</summary>
    internal void KillAlone()
    {
        using var process = System.Diagnostics.Process.GetProcessById(Id);
        process.Kill(entireProcessTree: false);
        process.WaitForExit();
    }

    internal void Kill()
    {
        _child.Kill();
        Assert.True(_child.WaitForExit(Patience));
    }

    internal int WaitForExit()
    {
        Assert.True(_child.WaitForExit(Patience), "It did not end.");
        return _child.ExitCode;
    }
}
