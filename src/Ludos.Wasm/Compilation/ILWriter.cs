using System.Reflection;
using System.Reflection.Emit;

namespace Ludos.Wasm.Compilation;

/// <summary>
/// Emits IL and counts what the just-in-time compiler counts: beyond any of these bounds RyuJIT does not optimise a method.
/// </summary>
internal sealed class ILWriter(ILGenerator il)
{
    private const int MaxBytes = 60_000;
    private const int MaxInstructions = 20_000;
    private const int MaxBasicBlocks = 2_000;
    private const int MaxLocals = 2_000;
    private const int MaxLocalReferences = 8_000;

    private int _instructions;
    private int _blocks;
    private int _locals;
    private int _localReferences;
    private bool _atBlockStart;

    public bool IsTooLargeToOptimise =>
        il.ILOffset > MaxBytes || _instructions > MaxInstructions || _blocks > MaxBasicBlocks || _locals > MaxLocals || _localReferences > MaxLocalReferences;

    public Label DefineLabel() => il.DefineLabel();

    public void MarkLabel(Label label)
    {
        il.MarkLabel(label);
        _blocks += _atBlockStart ? 0 : 1;
        _atBlockStart = true;
    }

    public LocalBuilder DeclareLocal(Type type)
    {
        _locals++;
        return il.DeclareLocal(type);
    }

    public void Emit(OpCode code)
    {
        Count(code);
        il.Emit(code);
    }

    public void Emit(OpCode code, LocalBuilder local)
    {
        Count(code);
        _localReferences++;
        il.Emit(code, local);
    }

    public void Emit(OpCode code, Label target)
    {
        Count(code);
        _blocks++;
        _atBlockStart = true;
        il.Emit(code, target);
    }

    public void Emit(OpCode code, Label[] targets)
    {
        Count(code);
        _blocks++;
        _atBlockStart = true;
        il.Emit(code, targets);
    }

    public void Emit(OpCode code, FieldInfo field)
    {
        Count(code);
        il.Emit(code, field);
    }

    public void Emit(OpCode code, MethodInfo method)
    {
        Count(code);
        il.Emit(code, method);
    }

    public void Emit(OpCode code, Type type)
    {
        Count(code);
        il.Emit(code, type);
    }

    public void Emit(OpCode code, int value)
    {
        Count(code);
        il.Emit(code, value);
    }

    public void Emit(OpCode code, long value)
    {
        Count(code);
        il.Emit(code, value);
    }

    public void Emit(OpCode code, float value)
    {
        Count(code);
        il.Emit(code, value);
    }

    public void Emit(OpCode code, double value)
    {
        Count(code);
        il.Emit(code, value);
    }

    /// <summary>A short integer.</summary>
    public void Emit(OpCode code, sbyte value)
    {
        Count(code);
        il.Emit(code, value);
    }

    /// <summary>An argument, by its short form.</summary>
    public void Emit(OpCode code, byte argument)
    {
        Count(code);
        _localReferences++;
        il.Emit(code, argument);
    }

    /// <summary>An argument.</summary>
    public void Emit(OpCode code, short argument)
    {
        Count(code);
        _localReferences++;
        il.Emit(code, argument);
    }

    public void EmitCalli(Type result, Type[] parameters)
    {
        Count(OpCodes.Calli);
        il.EmitCalli(OpCodes.Calli, CallingConventions.Standard, result, parameters, null);
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
