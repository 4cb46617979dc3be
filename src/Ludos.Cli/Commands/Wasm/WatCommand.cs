using System.CommandLine;
using System.Text;
using Ludos.Cli.Output;
using Ludos.Wasm;

namespace Ludos.Cli.Commands.Wasm;

/// <summary>Text to module, module to text, or only a look whether it is right.</summary>
internal static class WatCommand
{
    private static readonly byte[] Magic = [0x00, 0x61, 0x73, 0x6D];

    private sealed record Request(string Path, string? Output, bool Check, bool KeepNames, bool Json);

    public static Command Build()
    {
        var file = new Argument<string>("file") { Description = "WebAssembly text (.wat), or a module (.wasm): its content decides." };
        var output = new Option<string?>("--output", "-o") { Description = "File to write; default for text FILE.wasm in this folder, for a module standard output." };
        var check = new Option<bool>("--check") { Description = "Write nothing; say whether it is a valid module, and else what is wrong where." };
        var noNames = new Option<bool>("--no-names") { Description = "Leave the text's names out of the module." };
        var json = CommonOptions.Json();
        var command = new Command("wat", "Assemble WebAssembly text, or print a module as text.") { file, output, check, noNames, json };
        command.SetAction(parsed => Run(new Request(
            parsed.GetRequiredValue(file), parsed.GetValue(output), parsed.GetValue(check), !parsed.GetValue(noNames), parsed.GetValue(json))));
        return command;
    }

    private static int Run(Request request)
    {
        if (request.Check && request.Output is not null)
        {
            return WasmFile.Fail("--check writes nothing, so it takes no --output.", "Leave out one of the two; see 'ludos wat --help'.", ExitCode.Usage);
        }

        if (!File.Exists(request.Path))
        {
            return WasmFile.Fail($"There is no file '{request.Path}'.", "Name a .wat or .wasm file.", ExitCode.ResourceUnavailable);
        }

        if (new FileInfo(request.Path).Length > WasmTextLimits.Default.MaxBytes)
        {
            return WasmFile.Fail($"'{request.Path}' is larger than {WasmTextLimits.Default.MaxBytes} bytes.", "Name a smaller file.", ExitCode.InputRefused);
        }

        var bytes = File.ReadAllBytes(request.Path);
        return bytes.AsSpan().StartsWith(Magic) ? Print(request, bytes) : Assemble(request, bytes);
    }

    private static int Assemble(Request request, byte[] text)
    {
        if (!WasmText.Assemble(text, new WasmTextOptions { KeepNames = request.KeepNames }).TryGet(out var module, out var fault))
        {
            return WasmFile.Fail($"{request.Path}:{fault.Message}", fault.Mend, ExitCode.InputRefused);
        }

        if (request.Check)
        {
            return Check(request, module);
        }

        var path = request.Output ?? Path.GetFileNameWithoutExtension(request.Path) + ".wasm";
        File.WriteAllBytes(path, module);
        if (request.Json)
        {
            Json.Print(new { Path = Path.GetFullPath(path), SizeBytes = module.Length });
        }
        else
        {
            Console.WriteLine($"Assembled {request.Path} into {path} ({module.Length} bytes).");
        }

        return ExitCode.Ok;
    }

    private static int Print(Request request, byte[] module)
    {
        if (request.Check)
        {
            return Check(request, module);
        }

        if (!WasmText.Print(module).TryGet(out var text, out var fault))
        {
            return WasmFile.Fail($"{request.Path}: {fault.Message}", fault.Mend, ExitCode.InputRefused);
        }

        if (request.Output is not { } path)
        {
            using var output = Console.OpenStandardOutput();
            output.Write(Encoding.UTF8.GetBytes(text));
            return ExitCode.Ok;
        }

        File.WriteAllText(path, text);
        if (request.Json)
        {
            Json.Print(new { Path = Path.GetFullPath(path), SizeBytes = new FileInfo(path).Length });
        }
        else
        {
            Console.WriteLine($"Printed {request.Path} into {path}.");
        }

        return ExitCode.Ok;
    }

    private static int Check(Request request, byte[] module)
    {
        if (!WasmModule.Decode(module).TryGet(out var decoded, out var fault))
        {
            return WasmFile.Fail($"{request.Path}: {fault.Message}", fault.Mend, ExitCode.InputRefused);
        }

        if (request.Json)
        {
            Json.Print(new { File = request.Path, Valid = true, SizeBytes = module.Length, Imports = decoded.Imports.Count, Exports = decoded.Exports.Count });
        }
        else
        {
            Console.WriteLine($"{request.Path} is a valid module ({module.Length} bytes).");
        }

        return ExitCode.Ok;
    }
}
