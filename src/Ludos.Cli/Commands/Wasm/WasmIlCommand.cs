using System.CommandLine;
using System.Globalization;
using Ludos.Wasm;

namespace Ludos.Cli.Commands.Wasm;

/// <summary>What one function becomes: its IL, with the wasm instructions that it was made from.</summary>
internal static class WasmIlCommand
{
    public static Command Build()
    {
        var file = WasmFile.Argument();
        var function = new Argument<string>("function") { Description = "Its index, its name, or an export's." };
        var exact = new Option<bool>("--exact-traps") { Description = "As compiled with a block for each place that can trap." };
        var command = new Command("il", "Show the IL of one function, with the wasm instructions it was made from and their offsets.") { file, function, exact };
        command.SetAction(parsed => Show(parsed.GetValue(file)!, parsed.GetValue(function)!, parsed.GetValue(exact)));
        return command;
    }

    private static int Show(string path, string wanted, bool exactTraps)
    {
        if (!WasmFile.TryDecode(path, null, out var module, out var exitCode))
        {
            return exitCode;
        }

        var compiled = module.Compile(new CompileOptions { ExactTraps = exactTraps });
        if (Find(module, wanted) is not { } function)
        {
            return WasmFile.Fail($"'{path}' has no function '{wanted}' of its own.", $"It has #{module.ImportedFunctionCount} to #{module.ImportedFunctionCount + compiled.FunctionCount - 1}; see 'ludos wasm info'.", ExitCode.Usage);
        }

        Console.WriteLine($"// function #{function} {module.FunctionName(function)} of {Path.GetFileName(path)}, tier {compiled.Tier.ToString().ToLowerInvariant()}{(compiled.UnoptimisedFunctions.Contains(function) ? ", too large to optimise" : "")}");
        Console.Write(compiled.ListIL(function));
        return ExitCode.Ok;
    }

    private static int? Find(WasmModule module, string wanted)
    {
        int? found = int.TryParse(wanted.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : module.FindFunction(wanted);
        return found >= module.ImportedFunctionCount && found < module.FunctionCount ? found : null;
    }
}
