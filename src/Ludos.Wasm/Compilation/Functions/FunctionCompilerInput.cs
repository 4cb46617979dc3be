using Ludos.Wasm.Decoding;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

/// <summary>A function to compile, with what a first look over it tells of its locals.</summary>
/// <param name="Locals">Types of its locals, parameters first.</param>
/// <param name="Bounds">By local; see <see cref="LocalBounds"/>.</param>
/// <param name="Addresses">By local; see <see cref="AddressUses"/>.</param>
internal sealed record FunctionCompilerInput(ModuleContext Context, int Function, FunctionBody Body, FunctionType Type, ValueType[] Locals, ulong[] Bounds, bool[] Addresses)
{
    /// <summary>By local; see <see cref="NanLocals"/>. Null where NaNs are left as they come.</summary>
    public NanShape[]? RawLocals { get; init; }

    /// <summary>See <see cref="TestedRotations"/>.</summary>
    public bool TestsRotations { get; init; }

    public static FunctionCompilerInput Of(ModuleContext context, int function, FunctionBody body)
    {
        var type = context.Module.TypeOfFunction(function);
        ValueType[] locals = [.. type.Parameters, .. body.Locals];
        var bounds = LocalBounds.Of(new InstructionReader(context.Module, body.Start, body.End), type.Parameters.Length, locals.Length);
        var addresses = AddressUses.Of(new InstructionReader(context.Module, body.Start, body.End), locals.Length);
        return new FunctionCompilerInput(context, function, body, type, locals, bounds, addresses)
        {
            RawLocals = context.CanonicalNaN ? NanLocals.Of(new InstructionReader(context.Module, body.Start, body.End), context.Module, locals, type.Parameters.Length) : null,
            TestsRotations = TestedRotations.In(new InstructionReader(context.Module, body.Start, body.End)),
        };
    }
}
