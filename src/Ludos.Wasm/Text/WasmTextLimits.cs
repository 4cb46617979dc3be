namespace Ludos.Wasm;

/// <summary>How much text is read. Text past any of these is refused with <see cref="WasmTextErrorCode.LimitExceeded"/>.</summary>
public sealed record WasmTextLimits
{
    public static WasmTextLimits Default { get; } = new();

    /// <summary>Bytes of UTF-8 text, and of a module to print.</summary>
    public int MaxBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Lists within lists, and blocks within blocks. Reading uses the stack: raise it only where the thread has some 1 KiB for each.</summary>
    public int MaxDepth { get; init; } = 1_000;

    /// <summary>Atoms, strings and lists of one text together; each takes some 100 bytes while the text is read.</summary>
    public int MaxNodes { get; init; } = 8_000_000;

    /// <summary>Characters of printed text.</summary>
    public int MaxPrinted { get; init; } = 512 * 1024 * 1024;

    /// <summary>Characters of one number.</summary>
    public int MaxNumberLength { get; init; } = 10_000;
}
