using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Ludos.Cli.Output;
using Ludos.Wasm;

namespace Ludos.Cli.Commands.Wasm;

/// <summary>A module named on the command line: read, decoded, or refused with a message and an exit code.</summary>
internal static class WasmFile
{
    public static Argument<string> Argument() => new("file") { Description = "A WebAssembly module (.wasm), or its text (.wat)." };

    public static bool TryDecode(string path, WasmLimits? limits, [NotNullWhen(true)] out WasmModule? module, out int exitCode)
    {
        module = null;
        exitCode = ExitCode.Ok;
        if (!File.Exists(path))
        {
            exitCode = Fail($"There is no file '{path}'.", "Name a .wasm file.", ExitCode.ResourceUnavailable);
            return false;
        }

        if (new FileInfo(path).Length > (limits ?? WasmLimits.Default).MaxModuleBytes)
        {
            exitCode = Fail($"'{path}' is larger than a module may be.", "Name a .wasm file.", ExitCode.InputRefused);
            return false;
        }

        var bytes = File.ReadAllBytes(path);
        if (Path.GetExtension(path) == ".wat")
        {
            if (!WasmText.Assemble(bytes).TryGet(out var assembled, out var textFault))
            {
                exitCode = Fail($"{path}:{textFault.Message}", textFault.Mend, ExitCode.InputRefused);
                return false;
            }

            bytes = assembled;
        }

        if (!WasmModule.Decode(bytes, limits).TryGet(out module, out var fault))
        {
            exitCode = Fail($"'{path}': {fault.Message}", fault.Mend, ExitCode.InputRefused);
            return false;
        }

        return true;
    }

    public static int Fail(string message, string mend, int exitCode)
    {
        Terminal.Error(message);
        Terminal.Hint(mend);
        return exitCode;
    }
}
