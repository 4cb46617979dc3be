using System.Runtime.CompilerServices;

namespace Ludos.Wasm.Wasi.Calls;

/// <summary>The program's memory as calls see it: every pointer is checked, and what it points to is copied once.</summary>
internal sealed unsafe class GuestMemory
{
    private WasmMemory? _memory;

    public void Attach(WasmMemory memory) => _memory = memory;

    public bool Holds(int pointer, ulong lengthBytes) => _memory is { } memory && (uint)pointer + lengthBytes <= memory.LengthBytes && lengthBytes <= memory.LengthBytes;

    /// <summary>False when the range leaves the memory. Ranges beyond 2 GiB are refused too.</summary>
    public bool TrySpan(int pointer, uint lengthBytes, out Span<byte> span)
    {
        var holds = lengthBytes <= int.MaxValue && Holds(pointer, lengthBytes);
        span = holds ? new Span<byte>(_memory!.Base + (uint)pointer, (int)lengthBytes) : default;
        return holds;
    }

    public bool TryRead<T>(int pointer, out T value)
        where T : unmanaged
    {
        var holds = Holds(pointer, (ulong)sizeof(T));
        value = holds ? Unsafe.ReadUnaligned<T>(_memory!.Base + (uint)pointer) : default;
        return holds;
    }

    public bool TryWrite<T>(int pointer, T value)
        where T : unmanaged
    {
        var holds = Holds(pointer, (ulong)sizeof(T));
        if (holds)
        {
            Unsafe.WriteUnaligned(_memory!.Base + (uint)pointer, value);
        }

        return holds;
    }

    /// <summary>Reads a path: Fault for a range outside, and whatever <see cref="WasiPath.Parse"/> finds.</summary>
    public WasiErrno ReadPath(int pointer, int lengthBytes, WasiLimits limits, out WasiPath? path)
    {
        path = null;
        if (!Holds(pointer, (uint)lengthBytes))
        {
            return WasiErrno.Fault;
        }

        if ((uint)lengthBytes > (uint)limits.MaxPathBytes)
        {
            return WasiErrno.Nametoolong;
        }

        _ = TrySpan(pointer, (uint)lengthBytes, out var shared);

        // Copied first: a thread of the program may write while it is checked.
        return WasiPath.Parse(shared.ToArray(), limits, out path);
    }
}
