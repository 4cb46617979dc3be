using System.Runtime.Intrinsics;
using Ludos.Wasm.Instructions;
using Xunit;

namespace Ludos.Wasm.Tests.Vectors;

/// <summary>A module with one function, f, that applies one vector instruction to its parameters. It has a page of memory.</summary>
internal static class VectorModule
{
    private const byte V128 = 0x7B;

    public static WasmInstance Instance(VectorInstruction row, params byte[] immediates) => Instance(row, new CompileOptions(), immediates);

    public static WasmInstance Instance(VectorInstruction row, CompileOptions options, params byte[] immediates)
    {
        byte[] parameters = row.Form switch
        {
            VectorForm.Unary or VectorForm.Test or VectorForm.Extract => [V128],
            VectorForm.Ternary => [V128, V128, V128],
            VectorForm.Shift => [V128, Scalar(ValueType.I32)],
            VectorForm.Splat => [Scalar(row.Shape.Scalar)],
            VectorForm.Replace => [V128, Scalar(row.Shape.Scalar)],
            VectorForm.Load => [Scalar(ValueType.I32)],
            VectorForm.Store or VectorForm.LoadLane or VectorForm.StoreLane => [Scalar(ValueType.I32), V128],
            VectorForm.Const => [],
            _ => [V128, V128],
        };
        byte[] results = row.Form switch
        {
            VectorForm.Store or VectorForm.StoreLane => [],
            VectorForm.Test => [Scalar(ValueType.I32)],
            VectorForm.Extract => [Scalar(row.Shape.Scalar)],
            _ => [V128],
        };
        byte[] body = [.. parameters.SelectMany((_, i) => new byte[] { 0x20, (byte)i }), .. Code(row), .. immediates];
        return Instance(parameters, results, body, options);
    }

    /// <summary>From the body's instructions, without its end.</summary>
    public static WasmInstance Instance(byte[] parameters, byte[] results, byte[] body, CompileOptions? options = null)
    {
        var decoded = WasmModule.Decode(Bytes(parameters, results, body));
        Assert.True(decoded.IsOk, decoded.Fault?.ToString());
        var made = decoded.Value.Compile(options ?? new CompileOptions()).Instantiate(new ImportSet());
        Assert.True(made.IsOk, made.Fault?.ToString());
        return made.Value;
    }

    public static byte[] Bytes(byte[] parameters, byte[] results, byte[] body)
    {
        byte[] type = [1, 0x60, (byte)parameters.Length, .. parameters, (byte)results.Length, .. results];
        byte[] function = [0, .. body, 0x0B];
        return
        [
            0, (byte)'a', (byte)'s', (byte)'m', 1, 0, 0, 0,
            1, .. Sized(type),
            3, 2, 1, 0,
            5, 3, 1, 0, 1,
            7, 5, 1, 1, (byte)'f', 0, 0,
            10, .. Sized([1, .. Sized(function)]),
        ];
    }

    public static byte[] Code(VectorInstruction row) => row.Code < 0x80 ? [0xFD, (byte)row.Code] : [0xFD, (byte)((row.Code & 0x7F) | 0x80), (byte)(row.Code >> 7)];

    public static byte[] Const(Vector128<byte> value)
    {
        var bytes = new byte[18];
        bytes[0] = 0xFD;
        bytes[1] = 0x0C;
        value.CopyTo(bytes, 2);
        return bytes;
    }

    public static byte Scalar(ValueType type) => (byte)(0x80 - (int)type.Kind);

    private static byte[] Sized(byte[] content)
    {
        Assert.True(content.Length < 1 << 14);
        return content.Length < 0x80 ? [(byte)content.Length, .. content] : [(byte)((content.Length & 0x7F) | 0x80), (byte)(content.Length >> 7), .. content];
    }
}
