using System.Reflection.Emit;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

/// <summary>
/// The loop of an interpreter begins with a few instructions and a br_table. Each branch back to it gets a copy of them instead of going there,
/// so that the processor predicts the next case from each case apart, and one jump less is taken.
/// </summary>
internal sealed partial class FunctionCompiler
{
    // A head longer than this is no dispatch: copies of it would cost more than they save.
    private const int MaxHeadInstructions = 16;

    // All copies together: the just-in-time compiler's time grows with the ways that control can go.
    private const int MaxDispatchTargets = 4_096;

    private DispatchHead? _head;
    private int _dispatchTargets;

    /// <summary>Called at the start of a loop.</summary>
    private void StartHead(int offset) => _head = _blocks[^1].Type.Parameters.Length == 0 ? new DispatchHead(_blocks[^1], offset) : null;

    /// <summary>Called before each instruction: what is not plain ends the head.</summary>
    private void FollowHead(in Instruction instruction)
    {
        if (_head is null || instruction.Opcode == Opcode.BrTable)
        {
            return;
        }

        var isBlock = instruction.Opcode == Opcode.Block && instruction.BlockType is { Parameters.Length: 0, Results.Length: 0 };
        if (!isBlock && (!IsPlain(instruction.Opcode) || ++_head.Instructions > MaxHeadInstructions))
        {
            _head = null;
        }
    }

    private static bool IsPlain(Opcode opcode) => NumericSignatures.IsNumeric(opcode)
        || opcode is (>= Opcode.LocalGet and <= Opcode.LocalTee) or (>= Opcode.I32Load and <= Opcode.I64Load32U) or Opcode.I32Const or Opcode.I64Const;

    /// <summary>Called at a br_table whose targets take no values.</summary>
    private void EndHead(Label[] landings)
    {
        if (_head is not null)
        {
            _head.Landings = landings;
            _head.Loop.Dispatch = _head;
            _head = null;
        }
    }

    /// <summary>Emits the copy for a branch to a loop that has such a head; false when it has none, or there are enough copies.</summary>
    private bool TryDispatch(Block loop)
    {
        if (_atLanding || loop.Dispatch is not { } head || _dispatchTargets + head.Landings.Length > MaxDispatchTargets)
        {
            return false;
        }

        _dispatchTargets += head.Landings.Length;
        ReadyForLabel();
        if (_fuel is not null)
        {
            ChargeLocal();
        }

        var reader = new InstructionReader(_module, head.Offset, _body.End);
        reader.Next();
        for (var instruction = reader.Next(); instruction.Opcode != Opcode.BrTable; instruction = reader.Next())
        {
            if (instruction.Opcode != Opcode.Block)
            {
                Instruction(in instruction);
            }
        }

        var index = _stack.PopLazy();
        ReadyForLabel();
        Jump(index, head.Landings);
        return true;
    }

    /// <summary>To the landing of that index, or the last.</summary>
    private void Jump(Entry index, Label[] landings)
    {
        _stack.LoadCopy(index);
        _stack.Release(index);
        _il.Emit(OpCodes.Switch, landings[..^1]);
        _il.Emit(OpCodes.Br, landings[^1]);
    }
}
