namespace Ludos.Wasm.Execution;

/// <summary>One funcref in a table, flattened so that an indirect call needs a single load chain. All zero for null.</summary>
internal struct TableEntry
{
    /// <summary>First argument of the code: the instance's state, or a host delegate.</summary>
    public object? Context;
    public WasmFunction? Function;
    public nint Code;

    /// <summary>Equal numbers mean equal types, process-wide; 0 for null.</summary>
    public int SignatureId;

    public static TableEntry For(WasmFunction? function) => function is null ? default : new TableEntry
    {
        Context = function.Context,
        Function = function,
        Code = function.Code,
        SignatureId = function.DefinedType.Id,
    };
}
