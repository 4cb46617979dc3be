using Ludos.Wasm.Text.Assembly;

namespace Ludos.Wasm.Fuzz.Generation;

/// <summary>Calls, direct and through tables, tail calls and references to functions.</summary>
internal sealed partial class FunctionGenerator
{
    /// <summary>A call that gives the type, among its results; false when nothing does.</summary>
    private bool CallFor(TextType type, int depth)
    {
        var fitting = Enumerable.Range(0, _plan.Functions.Count).Where(index => _plan.Functions[index].Results is [var first, ..] && first == type).ToList();
        if (fitting.Count == 0)
        {
            return false;
        }

        var target = _random.Of(fitting);
        var signature = _plan.Functions[target];
        Values(signature.Parameters, depth);
        CallTo(target, signature, "call", depth);
        foreach (var _ in signature.Results.Skip(1))
        {
            Emit("drop");
        }

        return true;
    }

    private void TailCall(int depth)
    {
        var fitting = Enumerable.Range(0, _plan.Functions.Count).Where(index => _plan.Functions[index].Results.SequenceEqual(_signature.Results)).ToList();
        var target = _random.Of(fitting);
        Values(_plan.Functions[target].Parameters, depth);
        CallTo(target, _plan.Functions[target], "return_call", depth);
    }

    private void CallTo(int target, GenSignature signature, string call, int depth)
    {
        if (_random.OneIn(3) && SlotOf(signature) is { } slot)
        {
            I32Const(slot);
            Emit($"{call}_indirect");
            _code.Unsigned(_plan.TypeIndex(signature)).Byte(0);
            return;
        }

        if (Rarely())
        {
            Index(TableElements, depth);
            Emit($"{call}_indirect");
            _code.Unsigned(_plan.TypeIndex(signature)).Unsigned((ulong)_random.Below(_plan.Tables));
            return;
        }

        if (_plan.Has(FuzzFeatures.TypedReferences) && _random.OneIn(3))
        {
            Emit("ref.func");
            _code.Unsigned((ulong)target);
            Emit($"{call}_ref");
            _code.Unsigned(_plan.TypeIndex(signature));
            return;
        }

        Emit(call);
        _code.Unsigned((ulong)target);
    }

    /// <summary>An element of table 0 that holds such a function at first.</summary>
    private int? SlotOf(GenSignature signature)
    {
        var fitting = Enumerable.Range(0, _plan.TableSlots.Count)
            .Where(slot => _plan.TypeIndex(_plan.Functions[_plan.TableSlots[slot]]) == _plan.TypeIndex(signature)).ToList();
        return fitting.Count == 0 ? null : _random.Of(fitting);
    }

    /// <summary>A reference without an operand: null, or a function.</summary>
    private void Reference(TextType type)
    {
        if (type == GenTypes.FuncRef && !_random.OneIn(3))
        {
            Emit("ref.func");
            _code.Unsigned((ulong)_random.Below(_plan.Functions.Count));
            return;
        }

        if (type != GenTypes.FuncRef)
        {
            NewObject(type);
            return;
        }

        Emit("ref.null");
        _code.Signed(type.Heap);
    }

    private void ReferenceOperation(TextType type, int depth)
    {
        if (type == GenTypes.FuncRef)
        {
            FuncRefOperation(depth);
            return;
        }

        ObjectOperation(type, depth);
    }
}
