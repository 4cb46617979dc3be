using System.CommandLine;
using Ludos.Base;
using Ludos.Cli.Output;
using Ludos.Distribution;
using Ludos.Trust;

namespace Ludos.Cli.Commands.Installing;

/// <summary>Verifies what is installed, or a file with its bundle.</summary>
internal static class VerifyCommand
{
    private static readonly Argument<string?> Target = new("target") { Description = "A .gmod with its .bundle beside it, or what is installed under a name; default all that is installed.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> BundleFile = new("--bundle") { Description = "The file's bundle; default FILE.bundle." };
    private static readonly Option<string?> Registry = Workplace.RegistryOption();
    private static readonly Option<bool> Json = CommonOptions.Json();

    private sealed record Finding(string Module, string? Publisher, string? Digest, long? LogIndex, string? Problem);

    public static Command Build()
    {
        var command = new Command("verify", "Verify what is installed, or a .gmod with its bundle: signatures, certificates, log, every byte.") { Target, BundleFile, Registry, Json };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        using var workplace = Workplace.Open(out var exitCode);
        if (workplace is null)
        {
            return exitCode;
        }

        var target = parsed.GetValue(Target);
        var findings = new List<Finding>();
        if (target is not null && File.Exists(target))
        {
            if (workplace.Address(parsed.GetValue(Registry), null, out exitCode) is not { } address)
            {
                return exitCode;
            }

            if (!OfFile(workplace, address, target, parsed.GetValue(BundleFile) ?? target + Bundle.FileSuffix).TryGet(out var finding, out var fault))
            {
                return Workplace.Tell(fault);
            }

            findings.Add(finding);
        }
        else
        {
            if (!UpdateCommand.Sets(workplace, target).TryGet(out var sets, out var fault))
            {
                return Workplace.Tell(fault);
            }

            foreach (var set in sets)
            {
                if (OfSet(workplace, set, findings) is { } failed)
                {
                    return Workplace.Tell(failed);
                }
            }
        }

        Print(findings, parsed.GetValue(Json));
        return findings.Exists(finding => finding.Problem is not null) ? ExitCode.InputRefused : ExitCode.Ok;
    }

    private static void Print(List<Finding> findings, bool json)
    {
        if (json)
        {
            Output.Json.Print(findings);
            return;
        }

        foreach (var finding in findings)
        {
            if (finding.Problem is null)
            {
                Console.WriteLine($"{finding.Module}: whole and signed by {finding.Publisher}{(finding.LogIndex is >= 0 ? $", entry {finding.LogIndex} of the log" : "")}.");
            }
            else
            {
                Terminal.Error(finding.Problem);
            }
        }

        if (findings.Count == 0)
        {
            Console.WriteLine("Nothing is installed.");
        }
    }

    private static Fault<InstallErrorCode>? OfSet(Workplace workplace, SetRecord set, List<Finding> findings)
    {
        if (!RegistryClient.Open(workplace.Folder, new Uri(set.Registry), workplace.Http).TryGet(out var client, out var fault) || !client.Verifier(remember: false).TryGet(out var verifier, out fault))
        {
            return fault;
        }

        var opener = new SetOpener(workplace.Installed, verifier, workplace.KeysOf(client));
        foreach (var module in set.Current.Modules)
        {
            var opened = opener.Open(module, ModuleOrigin.Installed, Workplace.Now);
            findings.Add(opened.TryGet(out var verified, out fault) ? Of(verified) : new Finding($"{module.Id} {module.Version}", null, module.Module.Digest.ToString(), null, $"{module.Id} {module.Version}: {fault.Message}"));
        }

        return null;
    }

    private static Result<Finding, InstallErrorCode> OfFile(Workplace workplace, Uri address, string file, string bundleFile)
    {
        if (!RegistryClient.Open(workplace.Folder, address, workplace.Http).TryGet(out var client, out var fault) || !client.Revocations().TryGet(out var revocations, out fault))
        {
            return fault;
        }

        if (!File.Exists(bundleFile))
        {
            return new Finding(file, null, null, null, $"{file} has no bundle at {bundleFile}: who made it is not known.");
        }

        if (new FileInfo(file).Length > TrustLimits.MaxModuleBytes || new FileInfo(bundleFile).Length > TrustLimits.MaxBundleBytes)
        {
            return new Finding(file, null, null, null, $"{file} or its bundle is too large.");
        }

        var verifier = new ModuleVerifier(new VerifierOptions { Roots = client.Roots.Trust, Revocations = () => revocations });
        return verifier.Verify(File.ReadAllBytes(file), ModuleOrigin.Installed, file, File.ReadAllBytes(bundleFile), Workplace.Now).TryGet(out var verified, out var distrusted)
            ? Of(verified)
            : new Finding(file, null, null, null, distrusted.Message);
    }

    private static Finding Of(VerifiedModule verified) => new(verified.Name, verified.Publisher?.Name, verified.Digest.ToString(), verified.Publisher?.LogIndex, null);
}
