using Ludos.Cli.Output;
using Ludos.Distribution;

namespace Ludos.Cli.Commands.Installing;

/// <summary>What installing and updating print.</summary>
internal static class SetOutput
{
    public static void Tell(string name, InstallReport report, bool json)
    {
        foreach (var (source, because) in report.Dropped)
        {
            Terminal.Hint($"{source} was given up: {because}.");
        }

        if (json)
        {
            Output.Json.Print(new
            {
                Name = name,
                report.Changed,
                report.ReceivedBytes,
                Modules = report.Set.Modules.Select(module => new { module.Id, Version = module.Version.ToFullString(), module.Publisher, Digest = module.Module.Digest.ToString(), Was = report.Before?.Find(module.Id)?.Version.ToFullString() }),
                Removed = report.Before?.Modules.Where(module => report.Set.Find(module.Id) is null).Select(module => module.Id),
            });
            return;
        }

        if (!report.Changed)
        {
            Console.WriteLine($"{name} {report.Set.Find(name)?.Version} is installed and up to date.");
            return;
        }

        foreach (var module in report.Set.Modules)
        {
            var was = report.Before?.Find(module.Id);
            if (was is null)
            {
                Console.WriteLine($"Installed {module.Id} {module.Version} of {module.Publisher}.");
            }
            else if (was.Module.Digest != module.Module.Digest)
            {
                Console.WriteLine($"Updated {module.Id} {was.Version} to {module.Version}.");
            }
        }

        Console.WriteLine($"{report.Set.Modules.Length} modules, {report.ReceivedBytes} bytes received.");
    }
}
