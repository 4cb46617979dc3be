using System.Reflection.Emit;

namespace Ludos.Wasm.Compilation.Emission;

/// <summary>
/// Which places of a module a method's IL was made from. The just-in-time compiler tells of a running call the statement that uses its result, which may
/// be a later one; so calls are remembered with what they call.
/// </summary>
internal sealed class ILSources
{
    private static readonly HashSet<short> Accesses =
    [
        OpCodes.Ldind_I1.Value, OpCodes.Ldind_U1.Value, OpCodes.Ldind_I2.Value, OpCodes.Ldind_U2.Value, OpCodes.Ldind_I4.Value, OpCodes.Ldind_U4.Value,
        OpCodes.Ldind_I8.Value, OpCodes.Ldind_R4.Value, OpCodes.Ldind_R8.Value, OpCodes.Stind_I1.Value, OpCodes.Stind_I2.Value, OpCodes.Stind_I4.Value,
        OpCodes.Stind_I8.Value, OpCodes.Stind_R4.Value, OpCodes.Stind_R8.Value, OpCodes.Ldobj.Value, OpCodes.Stobj.Value,
    ];

    private readonly List<(int At, int Source)> _places = [];
    private readonly List<(int At, int Source, string? Callee)> _calls = [];
    private readonly List<(int At, int Source)> _accesses = [];
    private readonly List<int> _statementEnds = [];

    /// <summary>What follows is made from this place; a negative one stands for none.</summary>
    public void Mark(int at, int source) => _places.Add((at, source));

    /// <summary>A call; without a name when its target is found only as it runs.</summary>
    public void Call(int at, int source, string? callee) => _calls.Add((at, source, callee));

    /// <summary>An instruction was written; its operands may follow.</summary>
    public void Code(OpCode code, int end, int stackHeight)
    {
        if (Accesses.Contains(code.Value) && _places.Count > 0)
        {
            _accesses.Add((end, _places[^1].Source));
        }

        if (stackHeight == 0)
        {
            _statementEnds.Add(end);
        }
    }

    /// <summary>The place that an instruction was made from; null where it is not one place.</summary>
    public int? At(int ilOffset)
    {
        var index = _places.FindLastIndex(place => place.At <= ilOffset);
        return index >= 0 && _places[index].Source >= 0 ? _places[index].Source : null;
    }

    /// <summary>
    /// The place of an access that the processor refused: the first of the statement that it is in, or of the next where the runtime tells the one before.
    /// </summary>
    public int? OfFault(int ilOffset)
    {
        var index = _accesses.FindIndex(access => access.At > ilOffset && access.Source >= 0);
        return index >= 0 ? _accesses[index].Source : null;
    }

    /// <summary>The place of the call that has not returned, in a method that is said to be at <paramref name="ilOffset"/>.</summary>
    /// <param name="callee">Name of the method that was called.</param>
    public int? OfCall(int ilOffset, string callee)
    {
        var next = _statementEnds.FindIndex(end => end > ilOffset);
        var limit = next < 0 ? int.MaxValue : _statementEnds[next];
        var index = _calls.FindLastIndex(call => call.At < limit && call.Callee == callee);
        index = index >= 0 ? index : _calls.FindLastIndex(call => call.At < limit && call.Callee is null);

        // What it called was taken into it, with the call that has not returned.
        index = index >= 0 ? index : _calls.FindLastIndex(call => call.At < limit);
        return index >= 0 && _calls[index].Source >= 0 ? _calls[index].Source : null;
    }
}
