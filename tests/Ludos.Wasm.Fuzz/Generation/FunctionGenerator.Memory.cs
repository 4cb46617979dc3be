using Ludos.Wasm.Text.Assembly;
using Ludos.Wasm.Text.Instructions;

namespace Ludos.Wasm.Fuzz.Generation;

/// <summary>Loads, stores and bulk operations on memories and tables.</summary>
internal sealed partial class FunctionGenerator
{
    public const int TableElements = 16;
    private const int MostMask = 0xFFFF;
    private const int SafeMask = 0x7FFF;

    private static readonly ILookup<TextType, TextInstruction> Loads = Accesses("load");
    private static readonly ILookup<TextType, TextInstruction> Stores = Accesses("store");

    private static ILookup<TextType, TextInstruction> Accesses(string word) => CoreInstructions.All()
        .Where(instruction => instruction.Immediate == Immediate.MemoryArgument && instruction.Name[4..].StartsWith(word, StringComparison.Ordinal))
        .ToLookup(instruction => GenTypes.Named(instruction.Name[..3]));

    /// <summary>An address that is mostly within memory: as wide as the memory's addresses are.</summary>
    private void Address(int memory, int mask, int depth)
    {
        var wide = _plan.Memories[memory];
        Expression(wide ? GenTypes.I64 : GenTypes.I32, depth + 1);
        if (mask == MostMask && Rarely())
        {
            return;
        }

        mask = mask == MostMask && !Rarely() ? SafeMask : mask;

        Emit(wide ? "i64.const" : "i32.const");
        _code.Signed(mask);
        Emit(wide ? "i64.and" : "i32.and");
    }

    private void Index(int bound, int depth)
    {
        Expression(GenTypes.I32, depth + 1);
        if (!Rarely())
        {
            I32Const(bound - 1);
            Emit("i32.and");
        }
    }

    /// <summary>Alignment, memory and offset: any alignment up to the natural one, offsets mostly small.</summary>
    private void MemoryArgument(TextInstruction access, int memory, bool exactAlignment = false)
    {
        var align = exactAlignment ? access.Align : _random.Below(access.Align + 1);
        _code.Unsigned((uint)align | (memory > 0 ? 0x40u : 0));
        if (memory > 0)
        {
            _code.Unsigned((ulong)memory);
        }

        _code.Unsigned(_random.Below(4) switch
        {
            _ when Rarely() => _random.OneIn(4) ? uint.MaxValue : (ulong)_random.Below(70_000),
            0 => (ulong)_random.Below(30_000),
            1 => 0,
            _ => (ulong)_random.Below(64),
        });
    }

    private void Load(TextType type, int depth)
    {
        var memory = _random.Below(_plan.Memories.Count);
        if (_plan.Has(FuzzFeatures.Atomics) && (type == GenTypes.I32 || type == GenTypes.I64) && _random.OneIn(4))
        {
            Atomic(_random.Of(AtomicOperators.ByResult[type].ToList()), memory, depth);
            return;
        }

        var access = _random.Of(Loads[type].ToList());
        Address(memory, MostMask, depth);
        access.WriteTo(_code);
        MemoryArgument(access, memory);
    }

    private void Store(int depth)
    {
        var memory = _random.Below(_plan.Memories.Count);
        if (_plan.Has(FuzzFeatures.Simd) && _random.OneIn(4))
        {
            VectorStore(memory, depth);
            return;
        }

        if (_plan.Has(FuzzFeatures.Atomics) && _random.OneIn(6))
        {
            Atomic(_random.Of(AtomicOperators.Stores), memory, depth);
            return;
        }

        var type = _random.Of((TextType[])[GenTypes.I32, GenTypes.I64, GenTypes.F32, GenTypes.F64]);
        var access = _random.Of(Stores[type].ToList());
        Address(memory, MostMask, depth);
        Expression(type, depth + 1);
        Canonicalise(type);
        access.WriteTo(_code);
        MemoryArgument(access, memory);
    }

    /// <summary>An atomic access, mostly where it is aligned.</summary>
    private void Atomic(Operator op, int memory, int depth)
    {
        var access = op.Instruction;
        var wide = _plan.Memories[memory];
        Address(memory, MostMask, depth);
        if (!Rarely())
        {
            Emit(wide ? "i64.const" : "i32.const");
            _code.Signed(-1L << access.Align);
            Emit(wide ? "i64.and" : "i32.and");
        }

        foreach (var operand in op.Takes)
        {
            Expression(operand, depth + 1);
        }

        access.WriteTo(_code);
        _code.Unsigned((uint)access.Align | (memory > 0 ? 0x40u : 0));
        if (memory > 0)
        {
            _code.Unsigned((ulong)memory);
        }

        _code.Unsigned((ulong)_random.Below(64) << access.Align);
    }

    /// <summary>A bulk operation on memory. Sizes stay small so that calls stay quick.</summary>
    private void BulkMemory(int depth)
    {
        var memory = _random.Below(_plan.Memories.Count);
        switch (_random.Below(_plan.DataSegments > 0 ? 4 : 2))
        {
            case 0:
                Address(memory, MostMask, depth);
                Expression(GenTypes.I32, depth + 1);
                Address(memory, 255, depth);
                Emit("memory.fill");
                _code.Unsigned((ulong)memory);
                break;
            case 1:
                var from = _random.Below(_plan.Memories.Count);
                Address(memory, MostMask, depth);
                Address(from, MostMask, depth);
                CopyLength(memory, from, depth);
                Emit("memory.copy");
                _code.Unsigned((ulong)memory).Unsigned((ulong)from);
                break;
            case 2:
                Address(memory, MostMask, depth);
                Index(16, depth);
                Index(8, depth);
                Emit("memory.init");
                _code.Unsigned((ulong)_random.Below(_plan.DataSegments)).Unsigned((ulong)memory);
                break;
            default:
                if (Rarely())
                {
                    Emit("data.drop");
                    _code.Unsigned((ulong)_random.Below(_plan.DataSegments));
                }

                break;
        }
    }

    /// <summary>As wide as the narrower of the two memories' addresses.</summary>
    private void CopyLength(int memory, int from, int depth)
    {
        var narrow = !_plan.Memories[memory] ? memory : from;
        Address(narrow, 255, depth);
    }

    private void BulkTable(int depth)
    {
        var table = _random.Below(_plan.Tables);
        switch (_random.Below(6))
        {
            case 0:
                Index(TableElements, depth);
                Expression(GenTypes.FuncRef, depth + 1);
                Emit("table.set");
                _code.Unsigned((ulong)table);
                break;
            case 1:
                Index(TableElements / 2, depth);
                Expression(GenTypes.FuncRef, depth + 1);
                Index(2, depth);
                Emit("table.fill");
                _code.Unsigned((ulong)table);
                break;
            case 2:
                Index(TableElements / 2, depth);
                Index(TableElements / 2, depth);
                Index(4, depth);
                Emit("table.copy");
                _code.Unsigned((ulong)table).Unsigned((ulong)_random.Below(_plan.Tables));
                break;
            case 3:
                Expression(GenTypes.FuncRef, depth + 1);
                Index(2, depth);
                Emit("table.grow");
                _code.Unsigned((ulong)table);
                Emit("drop");
                break;
            case 4:
                Index(TableElements / 2, depth);
                Index(2, depth);
                Index(4, depth);
                Emit("table.init");
                _code.Unsigned((ulong)_random.Below(_plan.ElementSegments)).Unsigned((ulong)table);
                break;
            default:
                if (Rarely())
                {
                    Emit("elem.drop");
                    _code.Unsigned((ulong)_random.Below(_plan.ElementSegments));
                }

                break;
        }
    }
}
