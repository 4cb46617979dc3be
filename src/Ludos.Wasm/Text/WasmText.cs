using System.Text;
using Ludos.Base;
using Ludos.Wasm.Decoding;
using Ludos.Wasm.Text.Assembly;
using Ludos.Wasm.Text.Printing;
using Ludos.Wasm.Text.Syntax;

namespace Ludos.Wasm;

/// <summary>The text format of WebAssembly 3.0 with threads and relaxed SIMD. Nothing is kept between calls; any thread may call.</summary>
public static class WasmText
{
    /// <summary>
    /// The binary module that the text says. The text is one <c>(module ...)</c>, or a module's fields alone. What the text format itself forbids is refused,
    /// with line and column; whether the module is valid is <see cref="WasmModule.Decode"/>'s to say.
    /// </summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="options">Null: <see cref="WasmTextOptions.Default"/>.</param>
    public static Result<byte[], WasmTextErrorCode> Assemble(ReadOnlySpan<byte> text, WasmTextOptions? options = null)
    {
        try
        {
            return SourceAssembler.Assemble(text.ToArray(), options ?? WasmTextOptions.Default);
        }
        catch (TextException error)
        {
            return new Fault<WasmTextErrorCode>(error.Code, error.Message, error.Mend);
        }
    }

    /// <inheritdoc cref="Assemble(ReadOnlySpan{byte}, WasmTextOptions?)"/>
    public static Result<byte[], WasmTextErrorCode> Assemble(string text, WasmTextOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Assemble(Encoding.UTF8.GetBytes(text), options);
    }

    /// <summary>
    /// The module as text. Assembled again it is the same module, and the same bytes where the module's encoding was the shortest in the standard's order.
    /// Names are those of the name section; other custom sections become annotations. The module need not be valid.
    /// </summary>
    /// <param name="module">Bytes of the binary format.</param>
    /// <param name="limits"><see cref="WasmTextLimits.MaxBytes"/> and <see cref="WasmTextLimits.MaxPrinted"/> count here. Null: <see cref="WasmTextLimits.Default"/>.</param>
    public static Result<string, WasmTextErrorCode> Print(ReadOnlySpan<byte> module, WasmTextLimits? limits = null)
    {
        var bounds = limits ?? WasmTextLimits.Default;
        if (module.Length > bounds.MaxBytes)
        {
            return new Fault<WasmTextErrorCode>(WasmTextErrorCode.LimitExceeded, $"The module has {module.Length} bytes, but at most {bounds.MaxBytes} are printed.", "Raise the limit where it is printed.");
        }

        try
        {
            return ModulePrinter.Print(module.ToArray(), bounds.MaxPrinted);
        }
        catch (WasmFormatException error)
        {
            return new Fault<WasmTextErrorCode>(
                error.Code == WasmErrorCode.LimitExceeded ? WasmTextErrorCode.LimitExceeded : WasmTextErrorCode.NotAModule, error.Message, error.Mend);
        }
    }
}
