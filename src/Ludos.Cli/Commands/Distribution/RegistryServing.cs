using Ludos.Cli.Output;
using Ludos.Cli.Playing;
using Ludos.Registry;

namespace Ludos.Cli.Commands.Distribution;

/// <summary>Serves a registry until a signal.</summary>
internal static class RegistryServing
{
    public static int Run(RegistryOptions options)
    {
        using var signals = new StopSignals();
        if (!RegistryServer.Start(options with { Log = Terminal.Info }).TryGet(out var server, out var fault))
        {
            return RegistryCommand.Done(fault, "");
        }

        using (server)
        {
            Console.WriteLine($"Serving {options.DataFolder} at {server.Address}  (Ctrl+C ends it)");
            _ = signals.Token.WaitHandle.WaitOne();
        }

        return ExitCode.Ok;
    }
}
