using System.CommandLine;
using Ludos.Cli.Output;
using Ludos.Wasm;

namespace Ludos.Cli.Commands.Wasm;

/// <summary>What is in a module, and what becomes of it: sections, imports, exports, functions that are too large to optimise.</summary>
internal static class WasmInfoCommand
{
    public static Command Build()
    {
        var file = WasmFile.Argument();
        var json = CommonOptions.Json();
        var command = new Command("info", "Show sections, imports, exports, and how the engine compiles a module.") { file, json };
        command.SetAction(parsed => Show(parsed.GetValue(file)!, parsed.GetValue(json)));
        return command;
    }

    private static int Show(string path, bool json)
    {
        if (!WasmFile.TryDecode(path, null, out var module, out var exitCode))
        {
            return exitCode;
        }

        var compiled = module.Compile();
        if (json)
        {
            Json.Print(new
            {
                File = path,
                module.Sections,
                Imports = module.Imports.Select(import => new { import.Module, import.Name, Kind = Kind(import.Kind), Type = import.Function?.ToString() }),
                Exports = module.Exports.Select(export => new { export.Name, Kind = Kind(export.Kind), Type = export.Function?.ToString() }),
                Tier = compiled.Tier.ToString().ToLowerInvariant(),
                Functions = compiled.FunctionCount,
                Unoptimised = compiled.UnoptimisedFunctions.Select(index => new { Index = index, Name = module.FunctionName(index) }),
            });
            return ExitCode.Ok;
        }

        Print(module, compiled);
        return ExitCode.Ok;
    }

    private static void Print(WasmModule module, CompiledModule compiled)
    {
        Console.WriteLine($"sections ({module.Sections.Count}):");
        foreach (var section in module.Sections)
        {
            Console.WriteLine($"  0x{section.Offset:x8}  {section.Length,10:N0} bytes  {section.Name}");
        }

        Console.WriteLine($"imports ({module.Imports.Count}):");
        foreach (var import in module.Imports)
        {
            Console.WriteLine($"  {Kind(import.Kind),-8}  {import.Module}.{import.Name}{Typed(import.Function)}");
        }

        Console.WriteLine($"exports ({module.Exports.Count}):");
        foreach (var export in module.Exports)
        {
            Console.WriteLine($"  {Kind(export.Kind),-8}  {export.Name}{Typed(export.Function)}");
        }

        Console.WriteLine($"tier: {compiled.Tier.ToString().ToLowerInvariant()}");
        Console.WriteLine($"functions: {compiled.FunctionCount}, of which too large to optimise: {compiled.UnoptimisedFunctions.Count}");
        foreach (var index in compiled.UnoptimisedFunctions)
        {
            Console.WriteLine($"  #{index} {module.FunctionName(index)}");
        }
    }

    private static string Typed(FunctionType? type) => type is null ? "" : $" {type}";

    private static string Kind(ExternKind kind) => kind.ToString().ToLowerInvariant();
}
