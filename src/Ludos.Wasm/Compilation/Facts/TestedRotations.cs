using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

/// <summary>
/// Whether what a function rotates may be compared. RyuJIT takes a rotation by a constant to set the processor's zero flag, which it does not, and leaves the
/// comparison with zero away: (rotr(0, 19) != 0) is then true. This looks along the instructions, and says yes where it cannot tell.
/// </summary>
internal sealed class TestedRotations
{
    private const int Other = -1;
    private const int Rotation = -2;
    private const int Constant = -3;

    // Of operands: one of the above, or the local that was read.
    private readonly Stack<int> _operands = [];
    private readonly HashSet<int> _rotated = [];
    private readonly HashSet<int> _tested = [];
    private readonly List<(int From, int To)> _copies = [];
    private bool _hasRotations;
    private bool _isTested;

    public static bool In(InstructionReader reader)
    {
        var scan = new TestedRotations();
        while (!reader.AtEnd)
        {
            var instruction = reader.Next();
            scan.Follow(in instruction);
        }

        return scan._hasRotations && scan.IsTested();
    }

    private bool IsTested()
    {
        for (var found = true; found;)
        {
            found = false;
            foreach (var (from, to) in _copies)
            {
                found |= _rotated.Contains(from) && _rotated.Add(to);
            }
        }

        return _isTested || _rotated.Overlaps(_tested);
    }

    private void Follow(in Instruction instruction)
    {
        var opcode = instruction.Opcode;
        switch (opcode)
        {
            case Opcode.LocalGet:
                _operands.Push((int)instruction.Index);
                break;
            case Opcode.LocalSet:
                Set((int)instruction.Index);
                break;
            case Opcode.LocalTee:
                Set((int)instruction.Index);
                _operands.Push((int)instruction.Index);
                break;
            case Opcode.I32Const or Opcode.I64Const:
                _operands.Push(Constant);
                break;
            case Opcode.GlobalGet or Opcode.F32Const or Opcode.F64Const:
                _operands.Push(Other);
                break;
            case Opcode.GlobalSet or Opcode.Drop:
                Pop();
                break;
            case >= Opcode.I32Load and <= Opcode.I64Load32U:
                Pop();
                _operands.Push(Other);
                break;
            case >= Opcode.I32Store and <= Opcode.I64Store32:
                Pop();
                Pop();
                break;
            case var _ when NumericSignatures.IsNumeric(opcode):
                Numeric(opcode);
                break;
            default:
                TestAll();
                break;
        }
    }

    private void Numeric(Opcode opcode)
    {
        var isBinary = NumericSignatures.Of(opcode).Binary;
        var second = isBinary ? Pop() : Other;
        var first = Pop();
        if (opcode <= Opcode.I64GeU)
        {
            Test(first);
            Test(second);
            _operands.Push(Other);
        }
        else if (opcode is Opcode.I32Rotr - 1 or Opcode.I32Rotr or Opcode.I64Rotr - 1 or Opcode.I64Rotr)
        {
            _hasRotations = true;
            _operands.Push(Rotation);
        }
        else if (!isBinary || second == Constant)
        {
            // A conversion, or an operation with a constant that may do nothing.
            _operands.Push(first);
        }
        else
        {
            _operands.Push(first == Constant ? second : Other);
        }
    }

    private int Pop() => _operands.TryPop(out var operand) ? operand : Other;

    private void Set(int local)
    {
        var value = Pop();
        if (value == Rotation)
        {
            _rotated.Add(local);
        }
        else if (value >= 0)
        {
            _copies.Add((value, local));
        }
    }

    private void Test(int operand)
    {
        _isTested |= operand == Rotation;
        if (operand >= 0)
        {
            _tested.Add(operand);
        }
    }

    private void TestAll()
    {
        while (_operands.TryPop(out var operand))
        {
            Test(operand);
        }
    }
}
