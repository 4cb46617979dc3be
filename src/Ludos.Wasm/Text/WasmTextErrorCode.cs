namespace Ludos.Wasm;

/// <summary>Why text did not become a module, or a module did not become text.</summary>
public enum WasmTextErrorCode
{
    /// <summary>Not WebAssembly text: a token, list or keyword stands where another belongs. The message gives line and column.</summary>
    Malformed,

    /// <summary>An instruction, type or field of which no version of the format knows.</summary>
    UnknownKeyword,

    /// <summary>A name that nothing defines, or a name given twice.</summary>
    Name,

    /// <summary>A number or lane that is no number or does not fit its type.</summary>
    Number,

    /// <summary>Larger or deeper than <see cref="WasmTextLimits"/> allow.</summary>
    LimitExceeded,

    /// <summary>The bytes to print are not a module; the message gives the offset.</summary>
    NotAModule,
}
