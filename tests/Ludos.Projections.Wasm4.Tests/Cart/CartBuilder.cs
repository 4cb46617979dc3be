using System.Text;

namespace Ludos.Projections.Wasm4.Tests.Cart;

/// <summary>Writes small wasm modules byte by byte. Functions are made of instruction bytes; imports come first in the index space.</summary>
public sealed class CartBuilder
{
    public const byte I32 = 0x7F;
    public const byte I64 = 0x7E;

    private readonly List<byte[]> _types = [];
    private readonly List<byte[]> _imports = [];
    private readonly List<byte[]> _functions = [];
    private readonly List<byte[]> _exports = [];
    private readonly List<byte[]> _bodies = [];
    private readonly List<byte[]> _data = [];
    private int _importedFunctions;
    private int? _startSection;

    /// <summary>One mutable i32 global of value 7.</summary>
    public bool HasGlobal { get; init; }

    /// <summary>Imports env.memory; a null maximum is left out.</summary>
    public CartBuilder Memory(uint min = 1, uint? max = 1)
    {
        byte[] limits = max is { } most ? [1, .. Unsigned(min), .. Unsigned(most)] : [0, .. Unsigned(min)];
        _imports.Add([.. Name("env"), .. Name("memory"), 2, .. limits]);
        return this;
    }

    /// <summary>Imports a function, whose index comes out.</summary>
    public CartBuilder Import(string name, byte[] parameters, byte[] results, out byte index, string module = "env")
    {
        index = (byte)_importedFunctions++;
        _imports.Add([.. Name(module), .. Name(name), 0, .. Unsigned(Type(parameters, results))]);
        return this;
    }

    /// <summary>A function without parameters, exported when it has a name. All imports must have been added.</summary>
    public CartBuilder Function(string? export, params byte[] code)
    {
        int index = _importedFunctions + _functions.Count;
        _functions.Add(Unsigned(Type([], [])));
        byte[] body = [0, .. code, 0x0B];
        _bodies.Add([.. Unsigned((uint)body.Length), .. body]);
        if (export is not null)
            _exports.Add([.. Name(export), 0, .. Unsigned((uint)index)]);
        return this;
    }

    /// <summary>The function added last becomes the start section.</summary>
    public CartBuilder StartsWithLast()
    {
        _startSection = _importedFunctions + _functions.Count - 1;
        return this;
    }

    public CartBuilder Data(int address, params byte[] bytes)
    {
        _data.Add([0, .. Const(address), 0x0B, .. Unsigned((uint)bytes.Length), .. bytes]);
        return this;
    }

    public byte[] Build()
    {
        List<byte> module = [0, (byte)'a', (byte)'s', (byte)'m', 1, 0, 0, 0];
        Section(module, 1, _types);
        Section(module, 2, _imports);
        Section(module, 3, _functions);
        if (HasGlobal)
            Section(module, 6, [[I32, 1, .. Const(7), 0x0B]]);
        Section(module, 7, _exports);
        if (_startSection is { } start)
            Raw(module, 8, Unsigned((uint)start));
        Section(module, 10, _bodies);
        Section(module, 11, _data);
        return [.. module];
    }

    public static byte[] Const(int value) => [0x41, .. Signed(value)];

    /// <summary>memory[address] = value, one byte.</summary>
    public static byte[] Store8(int address, int value) => [.. Const(address), .. Const(value), 0x3A, 0, 0];

    /// <summary>memory[to] = memory[from], one byte.</summary>
    public static byte[] Copy8(int to, int from) => [.. Const(to), .. Const(from), 0x2D, 0, 0, 0x3A, 0, 0];

    /// <summary>memory[address] += 1, one byte.</summary>
    public static byte[] Bump8(int address) => [.. Const(address), .. Const(address), 0x2D, 0, 0, .. Const(1), 0x6A, 0x3A, 0, 0];

    public static byte[] Call(byte function, params int[] arguments) => [.. arguments.SelectMany(Const), 0x10, function];

    private uint Type(byte[] parameters, byte[] results)
    {
        _types.Add([0x60, .. Unsigned((uint)parameters.Length), .. parameters, .. Unsigned((uint)results.Length), .. results]);
        return (uint)_types.Count - 1;
    }

    private static void Section(List<byte> module, byte id, List<byte[]> items)
    {
        if (items.Count > 0)
            Raw(module, id, [.. Unsigned((uint)items.Count), .. items.SelectMany(item => item)]);
    }

    private static void Raw(List<byte> module, byte id, byte[] content) => module.AddRange([id, .. Unsigned((uint)content.Length), .. content]);

    private static byte[] Name(string text) => [.. Unsigned((uint)text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static byte[] Unsigned(uint value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return [.. bytes];
    }

    private static byte[] Signed(int value)
    {
        var bytes = new List<byte>();
        while (value is < -64 or > 63)
        {
            bytes.Add((byte)(value & 0x7F | 0x80));
            value >>= 7;
        }
        bytes.Add((byte)(value & 0x7F));
        return [.. bytes];
    }
}
