namespace Ludos.Wasm.Execution;

/// <summary>An imported function as compiled code calls it: Code(Context, arguments).</summary>
internal struct ImportEntry
{
    public object? Context;
    public nint Code;

    /// <summary>The instance that the function belongs to when it is another one; else null.</summary>
    public InstanceState? Foreign;
}
