using Ludos.Trust;

namespace Ludos.Runtime;

/// <summary>Code that is to take the place of a module's.</summary>
/// <param name="Module">The id of a module of the running game.</param>
/// <param name="Code">A .gmod, or bare wasm that keeps the running manifest.</param>
public sealed record ModuleChange(string Module, VerifiedModule Code);
