using System.Collections.Immutable;
using System.Reflection.Emit;
using Ludos.Wasm.Compilation.Splitting;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

/// <summary>
/// A function in several methods. Each works on its own copies of the locals that it names; around the call of a piece those that matter pass through the
/// function's frame. A branch out of a piece returns a number that says where to; a tail call out of one is done by the function itself.
/// </summary>
internal sealed partial class FunctionCompiler
{
    private const int NumbersArgument = 1;
    private const int ReferencesArgument = 2;

    private readonly SplitPlan? _plan;
    private readonly Piece? _piece;
    private readonly Dictionary<int, Block> _outer = [];
    private LocalBuilder? _numbers;
    private LocalBuilder? _references;
    private LocalBuilder? _way;
    private Label _wayOut;
    private bool _atLanding;

    private LocalSet OwnLocals => _piece?.Own ?? _plan!.RootOwn;

    private Piece? PieceAt(int offset) =>
        _plan is not null && (_piece?.Children ?? _plan.RootCalls).TryGetValue(offset, out var piece) ? piece : null;

    private void CompilePiece()
    {
        _way = _il.DeclareLocal(typeof(int));
        _wayOut = _il.DefineLabel();
        LoadMemoryBase();
        foreach (var local in _piece!.In.Members().Where(_piece.Own.Contains))
        {
            LoadPlace(_plan!.Frame.PlaceOf(local));
            _stack.StoreLocal(local);
        }

        _blocks.Add(new Block(FrameKind.Outer, FunctionType.Empty, 0));
        PushPlaces(_piece.Entry);
        var reader = new InstructionReader(_module, _piece.Start, _body.End);
        while (reader.Position < _piece.End)
        {
            Step(ref reader);
        }

        EndPiece();
        EmitDeferred();
        WayOut();
    }

    private void EndPiece()
    {
        _piece!.FallsThrough = !_dead;
        if (_dead)
        {
            return;
        }

        _piece.Results = TopTypes(_stack.Count);
        StorePlaces(_piece.Results);
        ReadyForLabel();
        _il.Emit(OpCodes.Ldc_I4_0);
        _il.Emit(OpCodes.Stloc, _way!);
        _il.Emit(OpCodes.Br, _wayOut);
    }

    private ImmutableArray<ValueType> TopTypes(int count) => [.. Enumerable.Range(0, count).Select(i => _stack.Peek(count - 1 - i).Type)];

    /// <summary>All ways out meet here, with the fuel in its local.</summary>
    private void WayOut()
    {
        _il.MarkLabel(_wayOut);
        _fuelLive = _fuel is not null;
        BeforeLeaving();
        foreach (var local in _piece!.Out.Members().Where(_piece.Own.Contains))
        {
            StorePlace(_plan!.Frame.PlaceOf(local), () => _stack.LoadLocal(local));
        }

        _il.Emit(OpCodes.Ldloc, _way!);
        _il.Emit(OpCodes.Ret);
    }

    /// <summary>Stands for an outer label: branches to it end in code that notes the way and leaves.</summary>
    /// <param name="index">In the list of open blocks, where outer ones have no place: 0 for the innermost, less for those around it.</param>
    private Block OuterBlock(int index)
    {
        var label = _piece!.Depth - 1 + index;
        return Exit(label, () => new PieceExit(label, _piece.LabelTypes(label), 0, []));
    }

    private bool IsOuter(uint label) => _blocks.Count - 1 - (int)label <= 0;

    private Block Exit(int key, Func<PieceExit> make)
    {
        if (_outer.TryGetValue(key, out var known))
        {
            return known;
        }

        var exit = make();
        var values = exit.Values;
        var block = new Block(FrameKind.Outer, new FunctionType([], values), 0) { Label = _il.DefineLabel(), LabelValues = Reserve(values) };
        _piece!.Exits.Add(exit);
        var way = _piece.Exits.Count;
        (_guards.Count > 0 ? _guards[0].OuterDeferred : _deferred).Add(() =>
        {
            _il.MarkLabel(block.Label);
            var places = _plan!.Frame.Places(values);
            for (var i = 0; i < places.Length; i++)
            {
                var value = block.LabelValues[i];
                StorePlace(places[i], () => _il.Emit(OpCodes.Ldloc, value));
            }

            _il.LoadInt(way);
            _il.Emit(OpCodes.Stloc, _way!);
            _il.Emit(OpCodes.Br, _wayOut);
        });
        return _outer[key] = block;
    }

    /// <summary>
    /// Of a br_table with many ways out of the piece: one exit that hands over the index, for whoever called the piece to branch by the same table.
    /// Null where each way has an exit of its own.
    /// </summary>
    private Block? TableExit(uint[] targets, int offset, Entry index)
    {
        if (_piece is null || _guards.Count > 0)
        {
            return null;
        }

        var outer = targets.Where(IsOuter).Distinct().ToArray();
        if (outer.Length < FunctionSplitter.LeastTableExits || Arity(Target(outer[0])) > 0)
        {
            return null;
        }

        var last = LastLabel();
        var block = Exit(-offset, () => new PieceExit(PieceExit.Table, [ValueType.I32], offset, Array.ConvertAll(targets, target => last - (int)target)));
        _stack.LoadCopy(index);
        _il.Emit(OpCodes.Stloc, block.LabelValues[0]);
        return block;
    }

    /// <summary>Ways that the piece takes itself do not come here: any label will do for them.</summary>
    private void LandTable(PieceExit exit, int depth)
    {
        var elsewhere = exit.Targets.First(label => label < depth);
        var last = LastLabel();
        BranchTable(Array.ConvertAll(exit.Targets, label => (uint)(last - (label < depth ? label : elsewhere))), exit.Offset);
    }

    /// <summary>The function itself makes the call: the frame of a piece lies above the one that must go.</summary>
    private void TailCallFromPiece(in Instruction instruction)
    {
        var offset = instruction.Offset;
        var callee = instruction.Opcode == Opcode.ReturnCall ? _module.TypeOfFunction((int)instruction.Index) : _module.FunctionTypeAt(instruction.Index)!;
        var values = callee.Parameters;
        if (instruction.Opcode != Opcode.ReturnCall)
        {
            values = values.Add(_stack.Peek(0).Type);
        }

        var block = Exit(-offset, () => new PieceExit(PieceExit.TailCall, values, offset, []));
        ReadyForLabel();
        CopyTo(block.LabelValues);
        Jump(block);
        SetDead();
    }

    private void CallPiece(Piece piece)
    {
        _stack.Settle();
        GiveUpFuel();
        StorePlaces(piece.Entry);
        foreach (var local in piece.In.Members().Where(OwnLocals.Contains))
        {
            StorePlace(_plan!.Frame.PlaceOf(local), () => _stack.LoadLocal(local));
        }

        _il.Emit(OpCodes.Ldarg_0);
        LoadNumbers();
        LoadReferences();
        _il.Emit(OpCodes.Call, piece.Method!);
        var way = _pool.Acquire(typeof(int));
        _il.Emit(OpCodes.Stloc, way);
        AfterPiece();
        foreach (var local in piece.Out.Members().Where(OwnLocals.Contains))
        {
            LoadPlace(_plan!.Frame.PlaceOf(local));
            _stack.StoreLocal(local);
        }

        Land(piece, way);
        _pool.Release(way);
    }

    private void AfterPiece()
    {
        _memoryFresh = false;
        _fuelLive = false;
        ForgetFacts();
    }

    private void Land(Piece piece, LocalBuilder way)
    {
        var on = _il.DefineLabel();
        if (piece.FallsThrough && piece.Exits.Count > 0)
        {
            _il.Emit(OpCodes.Ldloc, way);
            _il.Emit(OpCodes.Brfalse, on);
        }

        var landings = piece.Exits.ConvertAll(_ => _il.DefineLabel());
        if (landings.Count > 1)
        {
            _il.Emit(OpCodes.Ldloc, way);
            _il.Emit(OpCodes.Ldc_I4_1);
            _il.Emit(OpCodes.Sub);
            _il.Emit(OpCodes.Switch, landings[..^1].ToArray());
            _il.Emit(OpCodes.Br, landings[^1]);
        }

        for (var i = 0; i < landings.Count; i++)
        {
            _il.MarkLabel(landings[i]);
            Landing(piece.Exits[i], piece.Depth);
        }

        AfterPiece();
        if (piece.FallsThrough)
        {
            _il.MarkLabel(on);
            PushPlaces(piece.Results);
            return;
        }

        if (landings.Count == 0)
        {
            // It always traps.
            _il.Emit(OpCodes.Br, Trap(TrapKind.Unreachable));
        }

        SetDead();
    }

    private void Landing(PieceExit exit, int depth)
    {
        AfterPiece();
        var height = _stack.Count;
        PushPlaces(exit.Values);
        if (exit.Label == PieceExit.TailCall)
        {
            var instruction = new InstructionReader(_module, exit.Offset, _body.End).Next();
            Call(in instruction);
            _dead = false;
        }
        else if (exit.Label == PieceExit.Table)
        {
            LandTable(exit, depth);
            _dead = false;
        }
        else
        {
            _atLanding = true;
            Branch((uint)(LastLabel() - exit.Label));
            _atLanding = false;
        }

        _stack.Discard(_stack.Count - height);
    }

    /// <summary>Number of the innermost label.</summary>
    private int LastLabel() => (_piece is null ? 0 : _piece.Depth - 1) + _blocks.Count - 1;

    private void PushPlaces(ImmutableArray<ValueType> types)
    {
        foreach (var place in _plan!.Frame.Places(types))
        {
            LoadPlace(place);
            _stack.PushStored(place.Type);
        }
    }

    /// <summary>Pops values into the frame.</summary>
    private void StorePlaces(ImmutableArray<ValueType> types)
    {
        var places = _plan!.Frame.Places(types);
        _stack.Flush();
        for (var i = 0; i < places.Length; i++)
        {
            var entry = _stack.Peek(places.Length - 1 - i);
            StorePlace(places[i], () => _stack.LoadCopy(entry));
        }

        _stack.Discard(places.Length);
    }

    private void StorePlace(FramePlace place, Action load)
    {
        LoadAddress(place);
        load();
        _il.StoreIndirect(place.Type);
    }

    private void LoadPlace(FramePlace place)
    {
        LoadAddress(place);
        _il.LoadIndirect(place.Type);
    }

    private void LoadAddress(FramePlace place)
    {
        if (place.Type.IsReference)
        {
            LoadReferences();
        }
        else
        {
            LoadNumbers();
        }

        if (place.Slot > 0)
        {
            _il.LoadInt(place.Slot * FrameSlots.NumberBytes);
            _il.Emit(OpCodes.Add);
        }
    }

    private void LoadNumbers()
    {
        if (_piece is not null)
        {
            _il.LoadArgument(NumbersArgument);
            return;
        }

        _il.Emit(OpCodes.Ldloca, _numbers!);
        _il.Emit(OpCodes.Conv_U);
    }

    private void LoadReferences()
    {
        if (_piece is not null)
        {
            _il.LoadArgument(ReferencesArgument);
        }
        else
        {
            _il.Emit(OpCodes.Ldloca, _references!);
        }
    }

    /// <summary>In the function itself: makes the frame. What it does not name itself lies there from the start.</summary>
    private void MakeFrame()
    {
        var frame = _plan!.Frame;
        _numbers = _il.DeclareLocal(FrameSlots.ForNumbers(frame.NumberCount)!);
        _references = _il.DeclareLocal(FrameSlots.ForReferences(frame.ReferenceCount)!);
        if (frame.LocalNumbers > 0)
        {
            LoadNumbers();
            _il.Emit(OpCodes.Ldc_I4_0);
            _il.LoadInt(frame.LocalNumbers * FrameSlots.NumberBytes);
            _il.Emit(OpCodes.Initblk);
        }

        for (var i = 0; i < _type.Parameters.Length; i++)
        {
            var argument = i + 1;
            if (frame.Crossing.Contains(i))
            {
                StorePlace(frame.PlaceOf(i), () => _il.LoadArgument(argument));
            }
        }
    }
}
