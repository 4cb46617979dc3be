using System.Reflection.Emit;
using Ludos.Wasm.Compilation.Emission;
using Ludos.Wasm.Compilation.Splitting;
using Ludos.Wasm.Decoding;
using Ludos.Wasm.Execution;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

/// <summary>
/// Translates one validated function to IL in one pass. Traps branch to shared blocks at the end. The memory's base and length and the fuel
/// used so far live in IL locals and are written back and read again around calls.
/// </summary>
internal sealed partial class FunctionCompiler
{
    // Beyond this many declared locals zeroing them one by one would swell the IL.
    private const int MaxZeroedOneByOne = 256;

    private const int IlBytesPerBodyByte = 4;

    // Pieces of a function do not look at the stack themselves; the function does it for all that can be under way.
    private const int PieceFrameBytes = 32 * 1024;

    private readonly ModuleContext _context;
    private readonly ModuleContents _module;
    private readonly ILWriter _il;
    private readonly int _function;
    private readonly FunctionBody _body;
    private readonly FunctionType _type;
    private readonly FunctionShape _shape;
    private readonly ValueType[] _localTypes;
    private readonly LocalPool _pool;
    private readonly ValueStack _stack;
    private readonly LocalFacts _facts;
    private readonly List<Block> _blocks = [];
    private List<Action> _deferred = [];
    private TrapSites _traps;
    private readonly NanShape[]? _rawLocals;
    private readonly EmittedMethod _method;
    private readonly LocalBuilder? _memoryBase;
    private readonly LocalBuilder? _memoryLength;

    /// <summary>By extent of an access (offset plus width): the last address at which it lies within memory 0. Fresh when the length is.</summary>
    private readonly Dictionary<ulong, LocalBuilder> _lastAddresses = [];
    private readonly LocalBuilder? _fuel;
    private readonly bool _fuelInBoth;
    private LocalBuilder? _tableEntry;
    private readonly bool _testsRotations;
    private bool _memoryFresh;
    private bool _fuelLive;
    private bool _dead;
    private int _deadDepth;

    private FunctionCompiler(FunctionCompilerInput input, EmittedMethod method, FunctionShape shape, SplitPlan? plan = null, Piece? piece = null)
    {
        var (context, function, body) = (input.Context, input.Function, input.Body);
        _plan = plan;
        _piece = piece;
        _context = context;
        _module = context.Module;
        _il = method.Begin((body.End - body.Start) * IlBytesPerBodyByte);
        _function = function;
        _body = body;
        _method = method;
        method.NoInlining |= context.IsGuarded;
        _shape = shape;
        _type = input.Type;
        _localTypes = input.Locals;
        _facts = new LocalFacts(input.Bounds);
        _rawLocals = input.RawLocals;
        _pool = new LocalPool(_il);
        _traps = new TrapSites(_il, context.ExactTraps);
        _testsRotations = input.TestsRotations;
        var parameters = piece is null ? _type.Parameters.Length : 0;
        var own = plan is null ? null : OwnLocals;
        var zeroed = piece is null ? body.Locals.Length : 0;
        method.InitLocals = zeroed > MaxZeroedOneByOne;
        _stack = new ValueStack(_il, _pool, LocalPlaces.Declare(_il, _localTypes, parameters, input.Addresses, zero: piece is null && !method.InitLocals, own));
        if (shape.UsesMemory)
        {
            _memoryBase = _il.DeclareLocal(typeof(byte*));
            _memoryLength = IsGuarded(0) || _module.Memories[0].IsShared ? null : _il.DeclareLocal(typeof(nuint));
            if (_memoryLength is not null)
            {
                _lastAddresses = AccessExtents.Of(_module, piece is null ? body : new FunctionBody(piece.Start, piece.End, [])).ToDictionary(extent => extent, _ => _il.DeclareLocal(typeof(nuint)));
            }
        }

        if (shape.HasLoops && context.CountsFuel)
        {
            _fuel = _il.DeclareLocal(typeof(long));
            _fuelInBoth = context.IsGuarded && shape.UsesAnyMemory;
        }
    }

    private void Run(CodeSurvey? survey)
    {
        Prologue();
        var reader = new InstructionReader(_module, _body.Start, _body.End);
        _blocks.Add(new Block(FrameKind.Function, new FunctionType([], _type.Results), 0));
        while (_blocks.Count > 0)
        {
            if (survey is not null && !_dead)
            {
                Survey(survey, reader.Position);
            }

            Step(ref reader);
        }

        survey?.Add(_body.End, _il.Counts, 0);
        Epilogue();
    }

    private void Survey(CodeSurvey survey, int offset)
    {
        var operands = _stack.Count - _blocks[^1].Height;
        survey.Add(offset, _il.Counts, operands);
        if (survey.Types.ContainsKey(offset))
        {
            survey.Types[offset] = TopTypes(operands);
        }
    }

    private void Step(ref InstructionReader reader)
    {
        if (!_dead && PieceAt(reader.Position) is { } piece)
        {
            _il.MarkSource(ILWriter.NoSource);
            CallPiece(piece);
            reader = new InstructionReader(_module, piece.End, _body.End);
            return;
        }

        var instruction = reader.Next();
        _il.MarkSource(instruction.Offset);
        if (_dead)
        {
            Skip(in instruction);
        }
        else
        {
            Instruction(in instruction);
        }
    }

    private void Prologue()
    {
        if (_shape.HasCalls || _plan is not null)
        {
            var probe = _il.DeclareLocal(typeof(long));
            _il.Emit(OpCodes.Ldloca, probe);
            _il.Emit(OpCodes.Conv_U);
            if (_plan is not null)
            {
                _il.LoadInt(_plan.Nesting * PieceFrameBytes);
                _il.Emit(OpCodes.Conv_I);
                _il.Emit(OpCodes.Sub);
            }

            _il.Emit(OpCodes.Ldarg_0);
            _il.Emit(OpCodes.Ldfld, RuntimeMembers.StackLimit);
            _il.Emit(OpCodes.Blt_Un, Trap(TrapKind.StackExhausted));
        }

        if (_context.CountsFuel)
        {
            ChargeEntry();
        }

        LoadMemoryBase();
        if (_plan is not null)
        {
            MakeFrame();
        }
    }

    private void LoadMemoryBase()
    {
        if (_memoryBase is not null)
        {
            _il.Emit(OpCodes.Ldarg_0);
            _il.Emit(OpCodes.Ldfld, RuntimeMembers.Memory);
            _il.Emit(OpCodes.Ldfld, RuntimeMembers.MemoryBase);
            _il.Emit(OpCodes.Stloc, _memoryBase);
        }

        FindOtherMemories();
    }

    private void Epilogue()
    {
        EmitDeferred();
        SharedReturn();
    }

    /// <summary>What is seldom run and so stands behind the rest: of a protected block at its end, of a function at the end of all.</summary>
    private void EmitDeferred()
    {
        var here = _il.Source;
        foreach (var emit in _deferred)
        {
            emit();
        }

        foreach (var (kind, fuelLive, label, source) in _traps.All)
        {
            _il.MarkSource(source);
            _il.MarkLabel(label);
            StoreFuel(fuelLive);
            _il.Emit(OpCodes.Ldarg_0);
            _il.LoadInt(_function);
            switch (kind)
            {
                case TrapKind.OutOfFuel:
                    _il.Emit(OpCodes.Call, RuntimeMembers.FuelOrInterrupt);
                    break;
                case TrapKind.ReadOnlyWindow:
                    _il.Emit(OpCodes.Ldloc, _storeAddress!);
                    _il.Emit(OpCodes.Call, RuntimeMembers.ReadOnlyTrap);
                    break;
                case TrapKind.IndirectCallTypeMismatch:
                    _il.Emit(OpCodes.Ldloc, _tableEntry!);
                    _il.Emit(OpCodes.Call, RuntimeMembers.IndirectTrap);
                    break;
                default:
                    _il.LoadInt((int)kind);
                    _il.LoadInt(source);
                    _il.Emit(OpCodes.Call, RuntimeMembers.MakeTrapAt);
                    break;
            }

            _il.Emit(OpCodes.Throw);
        }

        _il.MarkSource(here);
    }

    /// <summary>Where to branch, with IL's stack empty, to trap.</summary>
    private Label Trap(TrapKind kind) => _traps.Of(kind, _fuelLive);

    private void Instruction(in Instruction instruction)
    {
        FollowHead(in instruction);
        var opcode = instruction.Opcode;
        if (_context.ChecksReadOnlyRange || (_context.ChecksReadOnlyAtomics && opcode >= Opcode.Atomic))
        {
            KeepOffReadOnlyRange(in instruction);
        }

        if (NumericSignatures.IsNumeric(opcode))
        {
            Numeric(opcode);
        }
        else if (opcode is >= Opcode.I32Load and <= Opcode.I64Store32)
        {
            Access(in instruction);
        }
        else if (opcode <= Opcode.Return)
        {
            Control(in instruction);
        }
        else if (opcode <= Opcode.ReturnCallRef)
        {
            Call(in instruction);
        }
        else if (opcode == Opcode.TryTable)
        {
            EnterTry(in instruction);
        }
        else if (opcode <= Opcode.GlobalSet)
        {
            Variable(in instruction);
        }
        else if (opcode is >= Opcode.I32Const and <= Opcode.F64Const)
        {
            _stack.PushConstant(ConstantType(opcode), instruction.Bits);
        }
        else if (opcode >= Opcode.Atomic)
        {
            Atomic(in instruction);
        }
        else if (opcode >= Opcode.Vector)
        {
            Vector(in instruction);
        }
        else if (opcode >= Opcode.Gc)
        {
            Gc(in instruction);
        }
        else
        {
            Reference(in instruction);
        }
    }

    private static ValueType ConstantType(Opcode opcode) => opcode switch
    {
        Opcode.I32Const => ValueType.I32,
        Opcode.I64Const => ValueType.I64,
        Opcode.F32Const => ValueType.F32,
        _ => ValueType.F64,
    };
}
