using Xunit;

namespace Ludos.Wasm.Tests.Embedding;

/// <summary>Modules from text, for tests of the engine.</summary>
internal static class Wat
{
    public static byte[] Bytes(string fields)
    {
        var assembled = WasmText.Assemble(fields, new WasmTextOptions { KeepNames = false });
        Assert.True(assembled.IsOk, assembled.Fault?.ToString());
        return assembled.Value;
    }

    public static WasmModule Module(string fields, WasmLimits? limits = null)
    {
        var decoded = WasmModule.Decode(Bytes(fields), limits);
        Assert.True(decoded.IsOk, decoded.Fault?.ToString());
        return decoded.Value;
    }

    public static WasmInstance Instance(string fields, ImportSet? imports = null, CompileOptions? compile = null, InstanceOptions? options = null)
    {
        var made = Module(fields).Compile(compile).Instantiate(imports ?? new ImportSet(), options);
        Assert.True(made.IsOk, made.Fault?.ToString());
        return made.Value;
    }

    public static CallOutcome Call(this WasmInstance instance, string export, params ReadOnlySpan<WasmValue> arguments) =>
        instance.Function(export).Value.Invoke(arguments, new WasmValue[16]);

    /// <summary>The first result of a call that must succeed.</summary>
    public static WasmValue Get(this WasmInstance instance, string export, params ReadOnlySpan<WasmValue> arguments)
    {
        var results = new WasmValue[16];
        var outcome = instance.Function(export).Value.Invoke(arguments, results);
        Assert.True(outcome.IsOk, outcome.Detail);
        return results[0];
    }
}
