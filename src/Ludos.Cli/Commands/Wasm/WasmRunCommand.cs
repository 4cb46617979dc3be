using System.CommandLine;
using Ludos.Cli.Output;
using Ludos.Wasm;

namespace Ludos.Cli.Commands.Wasm;

/// <summary>Runs a WASI command, or one exported function. It is granted what the command line names and nothing else.</summary>
internal static class WasmRunCommand
{
    public static Command Build()
    {
        var file = WasmFile.Argument();
        var arguments = new Argument<string[]>("arguments") { Description = "The program's own arguments, after --.", Arity = ArgumentArity.ZeroOrMore };
        var folders = new Option<string[]>("--dir") { Description = "Grant a folder: HOST::GUEST, or HOST alone; ':ro' behind it makes it read-only. May be repeated." };
        var variables = new Option<string[]>("--env") { Description = "Set a variable: NAME=VALUE. May be repeated." };
        var clock = new Option<bool>("--clock") { Description = "Grant the machine's clocks." };
        var random = new Option<bool>("--random") { Description = "Grant the system's randomness." };
        var seed = new Option<ulong?>("--seed") { Description = "Grant randomness that repeats, from this number." };
        var fuel = new Option<long?>("--fuel") { Description = "Stop the program after so many units." };
        var invoke = new Option<string?>("--invoke") { Description = "Call this export with the arguments as numbers, and print its results, instead of _start." };
        var tier = CommonOptions.WasmTier();
        var json = CommonOptions.Json();
        var command = new Command("run", "Run a WebAssembly program (WASI preview 1) with the folders, variables, clocks and randomness named here, and nothing else.")
        {
            file, arguments, folders, variables, clock, random, seed, fuel, invoke, tier, json,
        };
        command.Validators.Add(result =>
        {
            foreach (var variable in result.GetValue(variables) ?? [])
            {
                if (variable.IndexOf('=', StringComparison.Ordinal) < 1)
                {
                    result.AddError($"--env wants NAME=VALUE, not '{variable}'.");
                }
            }

            if (result.GetValue(fuel) is <= 0)
            {
                result.AddError("--fuel wants a number above 0.");
            }

            if (result.GetValue(random) && result.GetValue(seed) is not null)
            {
                result.AddError("--random and --seed exclude each other.");
            }
        });
        command.SetAction(parsed => Run(parsed.GetValue(file)!, new WasmRunRequest(
            parsed.GetValue(arguments) ?? [],
            [.. (parsed.GetValue(folders) ?? []).Select(WasmRunFolder.Parse)],
            parsed.GetValue(variables) ?? [],
            parsed.GetValue(clock),
            parsed.GetValue(random),
            parsed.GetValue(seed),
            parsed.GetValue(fuel) ?? InstanceOptions.DefaultFuel,
            parsed.GetValue(invoke),
            parsed.GetValue(tier),
            parsed.GetValue(json))));
        return command;
    }

    private static int Run(string path, WasmRunRequest request)
    {
        if (!WasmFile.TryDecode(path, null, out var module, out var exitCode))
        {
            return exitCode;
        }

        using var run = new WasmRun(Path.GetFileName(path), module, request);
        return run.Start();
    }
}
