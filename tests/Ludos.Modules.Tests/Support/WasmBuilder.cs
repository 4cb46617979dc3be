using System.Text;

namespace Ludos.Modules.Tests.Support;

/// <summary>Assembles small wasm modules whose functions are all (i64) -> (i32), for cases that no C compiler gives.</summary>
internal sealed class WasmBuilder
{
    public const byte I32 = 0x7F;
    public const byte I64 = 0x7E;

    private readonly List<byte[]> _imports = [];
    private readonly List<byte[]> _functions = [];
    private readonly List<byte[]> _globals = [];
    private readonly List<byte[]> _exports = [];
    private readonly List<byte[]> _data = [];
    private byte[]? _memory;

    public WasmBuilder Memory(uint pages, uint? maxPages = null)
    {
        _memory = maxPages is { } most ? [1, .. Leb(pages), .. Leb(most)] : [0, .. Leb(pages)];
        return this;
    }

    public WasmBuilder Import(string module, string name)
    {
        _imports.Add([.. Name(module), .. Name(name), 0, 0]);
        return this;
    }

    /// <summary>An exported function with this body, without its end. Parameter 0 is the tick.</summary>
    public WasmBuilder Function(string name, params byte[] body)
    {
        _exports.Add([.. Name(name), 0, .. Leb((uint)(_imports.Count + _functions.Count))]);
        byte[] code = [0, .. body, 0x0B];
        _functions.Add([.. Leb((uint)code.Length), .. code]);
        return this;
    }

    public WasmBuilder Window(string region, int address) => Global("region_" + region, I32, false, address);

    public WasmBuilder Global(string name, byte type, bool isMutable, int value)
    {
        _exports.Add([.. Name(name), 3, .. Leb((uint)_globals.Count)]);
        _globals.Add([type, (byte)(isMutable ? 1 : 0), (byte)(type == I64 ? 0x42 : 0x41), .. SignedLeb(value), 0x0B]);
        return this;
    }

    public WasmBuilder Data(int address, params byte[] content)
    {
        _data.Add([0, 0x41, .. SignedLeb(address), 0x0B, .. Leb((uint)content.Length), .. content]);
        return this;
    }

    public byte[] Build()
    {
        List<byte> module = [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0];
        Section(module, 1, [[0x60, 1, I64, 1, I32]]);
        Section(module, 2, _imports);
        Section(module, 3, [.. _functions.Select(_ => new byte[] { 0 })]);
        Section(module, 5, _memory is null ? [] : [_memory]);
        Section(module, 6, _globals);
        Section(module, 7, _exports);
        Section(module, 10, _functions);
        Section(module, 11, _data);
        return [.. module];
    }

    /// <summary>i32.const address, i32.const value, i32.store.</summary>
    public static byte[] Store(int address, int value) => [0x41, .. SignedLeb(address), 0x41, .. SignedLeb(value), 0x36, 2, 0];

    /// <summary>Stores at one address what is at another plus a number.</summary>
    public static byte[] StoreSum(int address, int from, int value) => [0x41, .. SignedLeb(address), .. Load(from), 0x41, .. SignedLeb(value), 0x6A, 0x36, 2, 0];

    public static byte[] Load(int address) => [0x41, .. SignedLeb(address), 0x28, 2, 0];

    public static byte[] Return(int value) => [0x41, .. SignedLeb(value)];

    private static void Section(List<byte> module, byte id, List<byte[]> items)
    {
        if (items.Count == 0) return;
        byte[] body = [.. Leb((uint)items.Count), .. items.SelectMany(item => item)];
        module.AddRange([id, .. Leb((uint)body.Length), .. body]);
    }

    private static byte[] Name(string text) => [.. Leb((uint)Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)];

    private static byte[] Leb(uint value)
    {
        List<byte> bytes = [];
        for (; value >= 0x80; value >>= 7) bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return [.. bytes];
    }

    private static byte[] SignedLeb(int value)
    {
        List<byte> bytes = [];
        while (true)
        {
            byte low = (byte)(value & 0x7F);
            value >>= 7;
            bool isLast = (value == 0 && (low & 0x40) == 0) || (value == -1 && (low & 0x40) != 0);
            bytes.Add(isLast ? low : (byte)(low | 0x80));
            if (isLast) return [.. bytes];
        }
    }
}
