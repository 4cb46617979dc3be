namespace Ludos.Wasm;

/// <summary>How text becomes a module.</summary>
public sealed record WasmTextOptions
{
    public static WasmTextOptions Default { get; } = new();

    /// <summary>Default true: names of the text are kept in a name section, so that traps and printed text can give them.</summary>
    public bool KeepNames { get; init; } = true;

    public WasmTextLimits Limits { get; init; } = WasmTextLimits.Default;
}
