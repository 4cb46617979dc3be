namespace Ludos.Wasm.Decoding;

/// <summary>Ends a decode; never leaves <see cref="WasmModule.Decode"/>.</summary>
internal sealed class WasmFormatException(WasmErrorCode code, string message, string mend = "") : Exception(message)
{
    public WasmErrorCode Code { get; } = code;

    public string Mend { get; } = mend;

    public static WasmFormatException Malformed(int offset, string what) =>
        new(WasmErrorCode.Malformed, $"At offset 0x{offset:x}: {what}.", "Build the module again; the file may be damaged or cut short.");

    public static WasmFormatException Invalid(int offset, string what) =>
        new(WasmErrorCode.Invalid, $"At offset 0x{offset:x}: {what}.");

    public static WasmFormatException Unsupported(int offset, string feature) =>
        new(WasmErrorCode.Unsupported, $"At offset 0x{offset:x}: the module uses {feature}, which this engine does not have.", "Compile it without that feature.");

    public static WasmFormatException Limit(int offset, string what, long has, long limit) =>
        new(WasmErrorCode.LimitExceeded, $"At offset 0x{offset:x}: {has} {what}, but at most {limit} are accepted.", "Make the module smaller, or raise the limit where it is loaded.");
}
