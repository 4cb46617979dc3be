using System.CommandLine;
using Ludos.Cli.Executing;
using Ludos.Cli.Output;

namespace Ludos.Cli.Commands;

/// <summary>Runs a method of a library over files: sandboxed code, on workers, every outcome with its code.</summary>
internal static class ExecuteCommand
{
    private const string DefaultParameters = "";

    public static Command Build()
    {
        var library = new Argument<string>("library") { Description = "A library's .wasm, or 'core' for what Ludos brings." };
        var method = new Argument<string?>("method") { Description = "What to run; left out: list the library's methods.", Arity = ArgumentArity.ZeroOrOne };
        var input = new Option<string[]>("--input", "-i") { Description = "A file whose bytes are the input, '-' for standard input; repeated: a job for each.", AllowMultipleArgumentsPerToken = true };
        var parameters = new Option<string>("--parameters", "-p") { Description = "Parameters as hexadecimal digits, or @FILE.", DefaultValueFactory = _ => DefaultParameters };
        var output = new Option<string?>("--output", "-o") { Description = "A file for one job's output, a folder for several; else one job's output goes to standard output." };
        var workers = new Option<int?>("--workers") { Description = "Threads that run jobs; as many as there are cores, less one, unless told." };
        var fuel = new Option<long?>("--fuel") { Description = "Budget of one call, in function entries, loop turns and bulk bytes." };
        var json = CommonOptions.Json();
        var command = new Command("execute", "Run a method of a library over files, sandboxed, on all cores.") { library, method, input, parameters, output, workers, fuel, json };
        command.SetAction((parsed, cancelled) => RunAsync(new ExecuteRequest(
            parsed.GetRequiredValue(library),
            parsed.GetValue(method),
            parsed.GetValue(input) ?? [],
            parsed.GetValue(parameters)!,
            parsed.GetValue(output),
            parsed.GetValue(workers),
            parsed.GetValue(fuel),
            parsed.GetValue(json))));
        return command;
    }

    private static async Task<int> RunAsync(ExecuteRequest request)
    {
        if (!ExecuteCatalog.Load(request).TryGet(out var catalog, out var fault))
        {
            Terminal.Error(fault.Message);
            Terminal.Hint(fault.Mend);
            return ExitCode.InputRefused;
        }

        if (request.Method is null)
        {
            var library = catalog.Libraries[0];
            if (request.AsJson)
            {
                Json.Print(new { Library = library.Name, library.Methods });
            }
            else
            {
                foreach (var name in library.Methods)
                {
                    Console.WriteLine(name);
                }
            }

            return ExitCode.Ok;
        }

        if (!catalog.Resolve(catalog.Libraries[0].Name, request.Method).TryGet(out var method, out fault))
        {
            Terminal.Error(fault.Message);
            Terminal.Hint(fault.Mend);
            return ExitCode.InputRefused;
        }

        return await ExecuteJobs.RunAsync(request, catalog, method);
    }
}
