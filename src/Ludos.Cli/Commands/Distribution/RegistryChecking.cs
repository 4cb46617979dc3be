using Ludos.Cli.Output;
using Ludos.Registry;
using Spectre.Console;

namespace Ludos.Cli.Commands.Distribution;

/// <summary>Prints what a look at all of a registry found.</summary>
internal static class RegistryChecking
{
    public static int Run(RegistryOptions options, bool json)
    {
        var checkedAll = RegistryAdministration.Check(options, (done, of) =>
        {
            if (done % 100 == 99)
            {
                Terminal.Info($"{done + 1} of {of} releases");
            }
        });
        if (!checkedAll.TryGet(out var report, out var fault))
        {
            return RegistryCommand.Done(fault, "");
        }

        if (json)
        {
            Json.Print(new { report.Name, report.Modules, report.Releases, report.LogSize, report.Objects, report.Certificates, Expiries = report.Expiries.Select(role => new { role.Role, role.Version, role.Expires }), report.Problems });
        }
        else
        {
            Print(report);
        }

        return report.Problems.IsEmpty ? ExitCode.Ok : ExitCode.Failed;
    }

    private static void Print(RegistryReport report)
    {
        Console.WriteLine($"{report.Name}: {report.Modules} modules, {report.Releases} releases, {report.Objects} objects compared, {report.LogSize} log entries.");
        var table = new Table().AddColumns("certificate", "name", "for", "until");
        foreach (var certificate in report.Certificates)
        {
            table.AddRow(certificate.Serial, certificate.Name, Markup.Escape(certificate.Purposes), certificate.IsRevoked ? "revoked" : certificate.NotAfter.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        }

        Terminal.Answers.Write(table);
        foreach (var (role, version, expires) in report.Expiries.Where(entry => !entry.Role.StartsWith("bin-", StringComparison.Ordinal) && !entry.Role.StartsWith("dev-", StringComparison.Ordinal)))
        {
            Console.WriteLine($"{role} {version} expires {expires:yyyy-MM-dd HH:mm}");
        }

        foreach (var problem in report.Problems)
        {
            Terminal.Error(problem);
        }
    }
}
