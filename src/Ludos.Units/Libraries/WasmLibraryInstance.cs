using Ludos.Wasm;

namespace Ludos.Units;

/// <summary>A wasm library at work.</summary>
internal sealed unsafe class WasmLibraryInstance(WasmLibrary library, WasmInstance instance, LibraryBuffers buffers, WasmFunction[] methods, long fuelPerCall) : LibraryInstance(library)
{
    private const int ParametersShift = 32;

    private readonly byte* _base = instance.Memory!.Base;

    public override void RequestStop() => instance.RequestInterrupt();

    public override void Dispose() => instance.Dispose();

    private protected override ExecuteOutcome ExecuteCore(int method, ReadOnlySpan<byte> input, ReadOnlySpan<byte> parameters, Span<byte> output)
    {
        if ((uint)input.Length > buffers.Input.Bytes)
        {
            return new ExecuteOutcome(ExecuteCode.InputTooLarge);
        }

        if ((uint)parameters.Length > buffers.Parameters.Bytes)
        {
            return new ExecuteOutcome(ExecuteCode.ParametersTooLarge);
        }

        input.CopyTo(new Span<byte>(_base + buffers.Input.Address, input.Length));
        parameters.CopyTo(new Span<byte>(_base + buffers.Parameters.Address, parameters.Length));
        instance.Fuel = fuelPerCall;
        var call = methods[method].Run(((long)parameters.Length << ParametersShift) | (uint)input.Length, out var result);
        if (!call.IsOk)
        {
            return new ExecuteOutcome(CodeOf(call.Trap), Detail: call.Detail);
        }

        if (result < 0)
        {
            return new ExecuteOutcome(ExecuteCode.ReturnedFault, UnitCode: result);
        }

        if ((uint)result > buffers.Output.Bytes)
        {
            return new ExecuteOutcome(ExecuteCode.BadReply, Detail: $"{library.Name}.{library.Methods[method]} says that it wrote {result} bytes into a buffer of {buffers.Output.Bytes}.");
        }

        if (result > output.Length)
        {
            return new ExecuteOutcome(ExecuteCode.OutputTooSmall, result);
        }

        new ReadOnlySpan<byte>(_base + buffers.Output.Address, result).CopyTo(output);
        return new ExecuteOutcome(ExecuteCode.Ok, result);
    }

    private static ExecuteCode CodeOf(TrapKind trap) => trap switch
    {
        TrapKind.OutOfFuel => ExecuteCode.OutOfFuel,
        TrapKind.Interrupted => ExecuteCode.Interrupted,
        TrapKind.StackExhausted => ExecuteCode.StackExhausted,
        _ => ExecuteCode.Trapped,
    };
}
