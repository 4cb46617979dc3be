using System.Text;
using Ludos.Base;
using Ludos.Wasm.Text.Assembly;
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
}
