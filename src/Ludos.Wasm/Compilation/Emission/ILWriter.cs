using System.Reflection;
using System.Reflection.Emit;
using Ludos.Wasm.Compilation.Emission;

namespace Ludos.Wasm.Compilation;

/// <summary>
/// Writes a method's IL and counts what the just-in-time compiler counts: beyond any of these bounds RyuJIT does not optimise a method.
/// What is written may be kept on disk and run by another process: it must state nothing that only this process knows, but through
/// <see cref="LoadTypeNumber"/>.
/// </summary>
internal sealed partial class ILWriter(MetadataReferences references, ILBody body)
{
    public const int MaxBytes = 60_000;
    public const int MaxInstructions = 20_000;
    public const int MaxBasicBlocks = 2_000;
    public const int MaxLocals = 2_000;
    public const int MaxLocalReferences = 8_000;

    private int _instructions;
    private int _blocks;
    private int _localReferences;
    private bool _atBlockStart;

    /// <summary>Bytes written so far.</summary>
    public int ILOffset => body.Length;

    public bool IsTooLargeToOptimise =>
        body.Length > MaxBytes || _instructions > MaxInstructions || _blocks > MaxBasicBlocks || body.Locals.Count > MaxLocals || _localReferences > MaxLocalReferences;

    /// <summary>What was written so far, as the just-in-time compiler counts.</summary>
    public ILCounts Counts => new(body.Length, _instructions, _blocks, _localReferences);

    /// <summary>Stands for no single place of the module.</summary>
    public const int NoSource = -1;

    /// <summary>Place in the module's file that is being translated.</summary>
    public int Source { get; private set; } = NoSource;

    /// <summary>What is written from here on is made from this place.</summary>
    public void MarkSource(int offset)
    {
        Source = offset;
        body.Sources?.Mark(body.Length, offset);
    }

    public Label DefineLabel() => body.DefineLabel();

    public void MarkLabel(Label label)
    {
        body.Mark(label);
        _blocks += _atBlockStart ? 0 : 1;
        _atBlockStart = true;
    }

    public LocalBuilder DeclareLocal(Type type)
    {
        body.Locals.Add(type);
        return new LocalBuilder(type, body.Locals.Count - 1);
    }

    public void Emit(OpCode code)
    {
        Count(code);
        body.Code(code);
    }

    /// <summary>ldloc, stloc or ldloca; the shortest form is chosen.</summary>
    public void Emit(OpCode code, LocalBuilder local)
    {
        Count(code);
        _localReferences++;
        LocalCodes.Write(body, code, local.LocalIndex);
    }

    public void Emit(OpCode code, Label target)
    {
        Count(code);
        _blocks++;
        _atBlockStart = true;
        body.Code(code);
        body.Target(target);
    }

    public void Emit(OpCode code, Label[] targets)
    {
        Count(code);
        _blocks++;
        _atBlockStart = true;
        body.Code(code);
        body.Targets(targets);
    }

    public void Emit(OpCode code, FieldInfo field)
    {
        Count(code);
        body.Code(code);
        body.Int(references.Token(field));
    }

    public void Emit(OpCode code, MethodBase method)
    {
        Count(code);
        var (token, effect) = references.Call(method);
        body.Code(code, code.Value == OpCodes.Ldftn.Value || code.Value == OpCodes.Ldtoken.Value ? 1 : effect);
        body.Int(token);
    }

    /// <summary>A call of an emitted method, or its address.</summary>
    public void Emit(OpCode code, EmittedMethod method)
    {
        Count(code);
        var effect = (method.Result == typeof(void) ? 0 : 1) - method.Parameters.Length;
        body.Sources?.Call(body.Length, Source, method.Name);
        body.Code(code, code.Value == OpCodes.Ldftn.Value ? 1 : effect);
        body.Int(references.Token(method));
    }

    public void Emit(OpCode code, Type type)
    {
        Count(code);
        body.Code(code);
        body.Int(references.Token(type));
    }

    public void Emit(OpCode code, int value)
    {
        Count(code);
        body.Code(code);
        body.Int(value);
    }

    public void Emit(OpCode code, long value)
    {
        Count(code);
        body.Code(code);
        body.Long(value);
    }

    public void Emit(OpCode code, float value)
    {
        Count(code);
        body.Code(code);
        body.Int(BitConverter.SingleToInt32Bits(value));
    }

    public void Emit(OpCode code, double value)
    {
        Count(code);
        body.Code(code);
        body.Long(BitConverter.DoubleToInt64Bits(value));
    }

    /// <summary>A short integer.</summary>
    public void Emit(OpCode code, sbyte value)
    {
        Count(code);
        body.Code(code);
        body.Byte((byte)value);
    }

    /// <summary>An argument by its short form, or the alignment of the prefix <c>unaligned.</c>.</summary>
    public void Emit(OpCode code, byte argument)
    {
        Count(code);
        _localReferences++;
        body.Code(code);
        body.Byte(argument);
    }

    /// <summary>An argument.</summary>
    public void Emit(OpCode code, short argument)
    {
        Count(code);
        _localReferences++;
        body.Code(code);
        body.Short(argument);
    }

    /// <summary>Calls the address on top of the stack, by managed code's own convention.</summary>
    public void EmitCalli(Type result, Type[] parameters)
    {
        Count(OpCodes.Calli);
        body.Sources?.Call(body.Length, Source, null);
        body.Code(OpCodes.Calli, (result == typeof(void) ? 0 : 1) - parameters.Length - 1);
        body.Int(references.CallSite(result, parameters));
    }

    /// <summary>The number by which this process knows a type of the module; it is filled in when the code is loaded.</summary>
    public void LoadTypeNumber(int typeIndex)
    {
        Count(OpCodes.Ldc_I4);
        body.Code(OpCodes.Ldc_I4);
        body.TypeNumbers.Add((body.Length, typeIndex));
        body.Int(0);
    }

    private void Count(OpCode code)
    {
        _instructions++;
        _atBlockStart = false;
        if (code.Value >= OpCodes.Ldarg_0.Value && code.Value <= OpCodes.Ldarg_3.Value)
        {
            _localReferences++;
        }
    }
}
