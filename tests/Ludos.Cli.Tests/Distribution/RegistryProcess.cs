using System.Diagnostics;

namespace Ludos.Cli.Tests.Distribution;

/// <summary>A registry served by the built program, open to whoever asks, on a free port.</summary>
internal sealed class RegistryProcess : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Process _process;

    public RegistryProcess()
    {
        var made = Cli.RunIn(Cli.Root, _folder.File("home"), "registry", "init", "pond", "--data", _folder.File("data"));
        if (made.ExitCode != 0)
        {
            throw new InvalidOperationException(made.Error);
        }

        _process = Cli.Start(Cli.Root, _folder.File("home"), "registry", "serve", "--open", "--data", _folder.File("data"), "--listen", "127.0.0.1:0");
        var line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException(_process.StandardError.ReadToEnd());
        var at = line.IndexOf("http://", StringComparison.Ordinal);
        Address = line[at..line.IndexOf(' ', at)];
        _ = _process.StandardOutput.ReadToEndAsync();
        _ = _process.StandardError.ReadToEndAsync();
    }

    public string Address { get; }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _folder.Dispose();
    }
}
