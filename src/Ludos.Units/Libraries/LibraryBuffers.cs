using System.Buffers.Binary;
using Ludos.Base;
using Ludos.Wasm;

namespace Ludos.Units;

/// <summary>One block of a library's memory, checked to lie within what the memory starts with.</summary>
internal readonly record struct LibraryBuffer(uint Address, uint Bytes)
{
    public ulong End => (ulong)Address + Bytes;

    public bool Overlaps(LibraryBuffer other) => Bytes != 0 && other.Bytes != 0 && Address < other.End && other.Address < End;
}

/// <summary>Where a library takes its input and parameters and leaves its output. Read once at its start; what the code does to the words later changes nothing.</summary>
internal sealed record LibraryBuffers(LibraryBuffer Input, LibraryBuffer Parameters, LibraryBuffer Output)
{
    private const int WordCount = 6;

    public static Result<LibraryBuffers, LibraryErrorCode> Read(WasmInstance instance, string library)
    {
        if (instance.Memory is not { } memory)
        {
            return Bad(LibraryErrorCode.BadExports, $"Library {library} has no memory.");
        }

        if (!instance.TryGetGlobal(WasmLibrary.BuffersExport, out var global) || global.Mutable || global.Type != Wasm.ValueType.I32)
        {
            return Bad(LibraryErrorCode.BadExports, $"Library {library} exports no constant i32 global {WasmLibrary.BuffersExport}.");
        }

        var at = (uint)global.Value.AsI32;
        if (at % sizeof(uint) != 0 || (ulong)at + (WordCount * sizeof(uint)) > memory.LengthBytes)
        {
            return Bad(LibraryErrorCode.BadBuffers, $"Library {library}: {WasmLibrary.BuffersExport} is {at}, where no six words lie in its memory of {memory.LengthBytes} bytes.");
        }

        Span<uint> words = stackalloc uint[WordCount];
        for (var i = 0; i < WordCount; i++)
        {
            words[i] = Word(memory, at + (uint)(i * sizeof(uint)));
        }

        var buffers = new LibraryBuffers(new(words[0], words[1]), new(words[2], words[3]), new(words[4], words[5]));
        return Problem(buffers, memory, library) is { } problem ? problem : buffers;
    }

    private static Fault<LibraryErrorCode>? Problem(LibraryBuffers buffers, WasmMemory memory, string library)
    {
        foreach (var (buffer, what, most) in new[]
        {
            (buffers.Input, "input", LibraryLimits.MaxInputBytes),
            (buffers.Parameters, "parameters", LibraryLimits.MaxParameterBytes),
            (buffers.Output, "output", LibraryLimits.MaxOutputBytes),
        })
        {
            if (buffer.End > memory.LengthBytes)
            {
                return Bad(LibraryErrorCode.BadBuffers, $"Library {library}: its buffer of {what} at {buffer.Address}, {buffer.Bytes} bytes long, does not lie in its memory of {memory.LengthBytes} bytes.");
            }

            if (buffer.Bytes > most)
            {
                return Bad(LibraryErrorCode.BadBuffers, $"Library {library}: its buffer of {what} has {buffer.Bytes} bytes; {most} are the most.");
            }
        }

        return buffers.Input.Overlaps(buffers.Parameters) || buffers.Input.Overlaps(buffers.Output) || buffers.Parameters.Overlaps(buffers.Output)
            ? Bad(LibraryErrorCode.BadBuffers, $"Library {library}: two of its buffers overlap.")
            : null;
    }

    private static unsafe uint Word(WasmMemory memory, uint address) =>
        BinaryPrimitives.ReadUInt32LittleEndian(new ReadOnlySpan<byte>(memory.Base + address, sizeof(uint)));

    private static Fault<LibraryErrorCode> Bad(LibraryErrorCode code, string message) => new(code, message, "Define the buffers with LUDOS_LIBRARY of sdk/c/ludos_library.h.");
}
