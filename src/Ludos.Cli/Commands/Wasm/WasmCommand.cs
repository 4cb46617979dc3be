using System.CommandLine;

namespace Ludos.Cli.Commands.Wasm;

/// <summary>What can be done with a bare WebAssembly module.</summary>
internal static class WasmCommand
{
    public static Command Build() => new("wasm", "Run a WebAssembly program, or look into a module and how the engine compiles it.") { WasmIlCommand.Build(), WasmInfoCommand.Build(), WasmProfileCommand.Build(), WasmRunCommand.Build() };
}
