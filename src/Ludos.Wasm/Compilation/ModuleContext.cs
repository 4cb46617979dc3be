using Ludos.Wasm.Compilation.Emission;
using Ludos.Wasm.Decoding;
using Ludos.Wasm.Execution;

namespace Ludos.Wasm.Compilation;

/// <summary>What every function's compilation needs to know of its module.</summary>
/// <param name="Methods">By function index; null for imports.</param>
internal sealed record ModuleContext(ModuleContents Module, bool CountsFuel, EmittedAssembly Home, EmittedMethod?[] Methods, GlobalPlace[] Globals);
