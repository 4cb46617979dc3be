using System.CommandLine;
using Ludos.Cli.Output;
using Ludos.Platform;
using Ludos.Wasm;
using Spectre.Console;

namespace Ludos.Cli.Commands.Wasm;

/// <summary>Where a program's time goes: calls, time and fuel of each function, counted by code that is compiled for it.</summary>
internal static class WasmProfileCommand
{
    private const double NsPerMs = 1e6;

    public static Command Build()
    {
        var file = WasmFile.Argument();
        var arguments = new Argument<string[]>("arguments") { Description = "The program's or function's own arguments, after --.", Arity = ArgumentArity.ZeroOrMore };
        var invoke = new Option<string?>("--invoke") { Description = "Call this export with the arguments as numbers, instead of _start." };
        var top = new Option<int>("--top") { Description = "How many functions to show; 0 shows all.", DefaultValueFactory = _ => 30 };
        var json = CommonOptions.Json();
        var command = new Command("profile", "Run a program and show each function's calls, time and fuel. Every call is counted (instrumented code), so shares are truer than sums.") { file, arguments, invoke, top, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(top) < 0)
            {
                result.AddError("--top wants a number, 0 or more.");
            }
        });
        command.SetAction(parsed => Profile(parsed.GetValue(file)!, parsed.GetValue(arguments) ?? [], parsed.GetValue(invoke), parsed.GetValue(top), parsed.GetValue(json)));
        return command;
    }

    private static int Profile(string path, string[] arguments, string? invoke, int top, bool json)
    {
        if (!WasmFile.TryDecode(path, null, out var module, out var exitCode))
        {
            return exitCode;
        }

        var profiler = new WasmProfiler(new MonotonicClock());
        var request = new WasmRunRequest(arguments, [], [], Clock: true, Random: true, null, InstanceOptions.DefaultFuel, invoke, BoundsTier.Auto, Json: false) { Profiler = profiler };
        using (var run = new WasmRun(Path.GetFileName(path), module, request))
        {
            exitCode = run.Start();
        }

        var functions = profiler.Functions;
        if (functions.Count > 0)
        {
            Print(module, functions, top == 0 ? functions.Count : top, json);
        }

        return exitCode;
    }

    private static void Print(WasmModule module, IReadOnlyList<FunctionProfile> functions, int top, bool json)
    {
        var all = Math.Max(1, functions.Sum(function => function.SelfNs));
        if (json)
        {
            Json.Print(new
            {
                Method = "instrumented",
                SelfMs = all / NsPerMs,
                Functions = functions.Take(top).Select(function => new
                {
                    Index = function.Function,
                    Name = module.FunctionName(function.Function),
                    function.Calls,
                    SelfMs = function.SelfNs / NsPerMs,
                    TotalMs = function.TotalNs / NsPerMs,
                    function.SelfFuel,
                }),
            });
            return;
        }

        var table = new Table { Border = TableBorder.None }.AddColumns("self", "self ms", "total ms", "calls", "fuel", "function");
        foreach (var function in functions.Take(top))
        {
            table.AddRow(
                $"{100.0 * function.SelfNs / all:0.0} %",
                $"{function.SelfNs / NsPerMs:0.000}",
                $"{function.TotalNs / NsPerMs:0.000}",
                $"{function.Calls}",
                $"{function.SelfFuel}",
                Markup.Escape($"#{function.Function} {module.FunctionName(function.Function)}"));
        }

        Terminal.Answers.Write(table);
    }
}
