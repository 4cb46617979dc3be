namespace Ludos.Wasm.Text.Syntax;

/// <summary>Ends reading or printing; never leaves <see cref="WasmText"/>.</summary>
internal sealed class TextException(WasmTextErrorCode code, string message, Position at, string mend = "") : Exception($"{at}: {message}.")
{
    public WasmTextErrorCode Code { get; } = code;

    public Position At { get; } = at;

    public string Mend { get; } = mend;

    public static TextException Malformed(Position at, string message, string mend = "") => new(WasmTextErrorCode.Malformed, message, at, mend);

    public static TextException Wanted(Position at, string found, string wanted) =>
        new(WasmTextErrorCode.Malformed, $"unexpected {found}, wanted {wanted}", at, $"Write {wanted} there.");

    public static TextException UnknownOperator(AtomNode atom, string what = "an instruction") =>
        new(WasmTextErrorCode.UnknownKeyword, $"unknown operator {atom.Text}, wanted {what}", atom.At, $"Check the spelling; it is not {what} of WebAssembly 3.0.");

    public static TextException NotANumber(AtomNode atom, string wanted) =>
        new(WasmTextErrorCode.Number, $"unknown operator {atom.Text}, wanted {wanted}", atom.At, $"Write {wanted}, for example 42 or 0x2A.");

    public static TextException OutOfRange(AtomNode atom, string range) =>
        new(WasmTextErrorCode.Number, $"constant out of range: {atom.Text} does not fit {range}", atom.At, $"Write a number that fits {range}.");

    public static TextException UnknownName(Position at, string kind, string name) =>
        new(WasmTextErrorCode.Name, $"unknown {kind} {name}", at, $"Define the {kind}, or name one that is defined.");

    public static TextException DuplicateName(Position at, string kind, string name) =>
        new(WasmTextErrorCode.Name, $"duplicate {kind} {name}", at, "Give one of the two another name.");

    public static TextException Limit(Position at, string what, long limit) =>
        new(WasmTextErrorCode.LimitExceeded, $"{what} exceed the limit of {limit}", at, "Make the text smaller, or raise the limit where it is read.");
}
