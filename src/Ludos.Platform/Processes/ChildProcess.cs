using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Ludos.Base;

namespace Ludos.Platform.Processes;

/// <summary>A program started by Ludos, with its standard streams in our hands. Disposing kills what is still running, children included.</summary>
public sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Valid once <see cref="HasExited"/>.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>The child's standard input; only with <see cref="ChildStreams.Piped"/>.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>The child's standard output; only with <see cref="ChildStreams.Piped"/>.</summary>
    public StreamReader Output => _process.StandardOutput;

    /// <summary>The child's standard error; only with <see cref="ChildStreams.Piped"/>.</summary>
    public StreamReader Error => _process.StandardError;

    /// <param name="file">Full path, or a name that is on PATH.</param>
    public static Result<ChildProcess, ChildProcessError> Start(string file, IEnumerable<string> arguments, ChildStreams streams = ChildStreams.Inherited, string? workingFolder = null, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var piped = streams == ChildStreams.Piped;
        var start = new ProcessStartInfo(file, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = piped,
            RedirectStandardOutput = piped,
            RedirectStandardError = piped,
            WorkingDirectory = workingFolder ?? "",
        };
        if (piped)
        {
            start.StandardOutputEncoding = Encoding.UTF8;
            start.StandardErrorEncoding = Encoding.UTF8;
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        try
        {
            return new ChildProcess(Process.Start(start)!);
        }
        catch (Exception error) when (error is Win32Exception or FileNotFoundException or DirectoryNotFoundException)
        {
            return new Fault<ChildProcessError>(ChildProcessError.NotStarted, $"'{file}' could not be started: {error.Message}.", "Check that it is installed and on PATH.");
        }
    }

    /// <summary>Runs to the end and returns all it printed.</summary>
    /// <param name="timeout">After this the child is killed and the fault is <see cref="ChildProcessError.TimedOut"/>.</param>
    public static Result<CapturedOutput, ChildProcessError> Capture(string file, IEnumerable<string> arguments, TimeSpan timeout, string? workingFolder = null, IReadOnlyDictionary<string, string?>? environment = null)
    {
        if (!Start(file, arguments, ChildStreams.Piped, workingFolder, environment).TryGet(out var child, out var fault))
        {
            return fault;
        }

        using (child)
        {
            child._process.StandardInput.Close();
            var output = child.Output.ReadToEndAsync();
            var error = child.Error.ReadToEndAsync();
            if (!child.WaitForExit(timeout))
            {
                child.Kill();
                return new Fault<ChildProcessError>(ChildProcessError.TimedOut, $"'{file}' did not end within {timeout.TotalSeconds:0} s.");
            }

            return new CapturedOutput(child.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
        }
    }

    public bool WaitForExit(TimeSpan timeout) => _process.WaitForExit(timeout);

    public void WaitForExit() => _process.WaitForExit();

    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended between the question and the kill: what was wanted.
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }
}
