namespace Ludos.Wasm.Execution;

/// <summary>Ends an instantiation; never leaves <see cref="CompiledModule.Instantiate"/>.</summary>
internal sealed class LinkException(WasmErrorCode code, string message, string mend = "") : Exception(message)
{
    public WasmErrorCode Code { get; } = code;

    public string Mend { get; } = mend;

    public static LinkException Missing(ImportDescriptor import) =>
        new(WasmErrorCode.Unlinkable, $"Unknown import '{import.Module}.{import.Name}': nothing supplies this {import.Kind.ToString().ToLowerInvariant()}.", "Supply it in the import set.");

    public static LinkException Incompatible(ImportDescriptor import, string wanted, string supplied) =>
        new(WasmErrorCode.Unlinkable, $"Incompatible import type: '{import.Module}.{import.Name}' is declared as {wanted}, supplied is {supplied}.");

    public static LinkException Trapped(TrapKind kind, string detail) =>
        new(WasmErrorCode.InstantiationTrapped, $"{kind}: {detail}");
}
