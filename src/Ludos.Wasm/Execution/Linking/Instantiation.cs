using Ludos.Wasm.Decoding;
using Ludos.Wasm.Objects;

namespace Ludos.Wasm.Execution;

/// <summary>Makes one instance, in the order of the specification: link, allocate, initialise globals, fill tables, fill memory, start.</summary>
internal sealed unsafe class Instantiation(CompiledModule code, ImportSet imports, InstanceOptions options)
{
    private readonly ModuleContents _module = code.Contents;
    private readonly InstanceState _state = new(code);
    private readonly ImportLinker _linker = new(code, imports);
    private readonly List<WasmMemory> _ownedMemories = [];

    private InitialReferences References => field ??= new InitialReferences(_state, true);

    public WasmInstance Run()
    {
        _linker.Run();
        _state.Fuel = options.Fuel;
        _state.Profiler = options.Profiler;
        _state.Types = [.. _module.Types];
        _state.MaxHeapBytes = options.MaxHeapBytes > 0 ? options.MaxHeapBytes : GcHeap.DefaultMaxBytes;
        if (_module.Types.Any(MayHoldFunctions) || Enumerable.Range(0, _module.Tags.Count).Any(tag => _module.TypeOfTag(tag).Parameters.Any(parameter => parameter.IsReference)))
        {
            // Objects and exceptions carry functions to whoever gets hold of them.
            _state.MarkLinked();
        }

        Functions();
        Memories();
        if (code.Tier == BoundsTier.Guard && !Array.TrueForAll(_state.Memories, memory => memory.IsGuarded || memory.Is64))
        {
            // Code without comparisons may run on guarded memories only; this instance gets the other code.
            _state.ReleaseMemory(_ownedMemories);
            return new Instantiation(code.Explicit, imports, options).Run();
        }

        Tags();
        try
        {
            Tables();
            Globals();
            References.FillTables();
            Elements();
            Data();
            var initial = new InitialContent(_state);
            Start();
            return new WasmInstance(_state, initial, _ownedMemories);
        }
        catch (LinkException)
        {
            _state.ReleaseMemory(_ownedMemories);
            throw;
        }
        catch (WasmTrapException trap)
        {
            _state.ReleaseMemory(_ownedMemories);
            throw LinkException.Trapped(trap.Kind, trap.Message);
        }
    }

    private void Functions()
    {
        _state.Functions = new WasmFunction?[_module.Functions.Count];
        _state.Imports = new ImportEntry[_module.ImportedFunctions];
        for (var i = 0; i < _linker.Functions.Count; i++)
        {
            var function = _linker.Functions[i];
            function.Home?.MarkLinked();
            _state.Functions[i] = function;
            _state.Imports[i] = new ImportEntry { Context = function.Context, Code = function.Code, Foreign = function.Home };
            if (function.Type.Parameters.Any(parameter => parameter.IsReference))
            {
                // A host or another instance may keep functions that it is handed.
                _state.MarkLinked();
            }
        }
    }

    private void Memories()
    {
        _state.Memories = new WasmMemory[_module.Memories.Count];
        for (var i = 0; i < _state.Memories.Length; i++)
        {
            _state.Memories[i] = i < _module.ImportedMemories ? _linker.Memories[i] : OwnMemory(i);
        }

        _state.Memory = _state.Memories.Length > 0 ? _state.Memories[0] : null;
        Array.ForEach(_state.Memories, memory => memory.AddUser());
    }

    private WasmMemory OwnMemory(int index)
    {
        var type = _module.Memories[index];
        if (index == 0 && options.Memory is { } supplied)
        {
            return ImportLinker.Fits(supplied, type)
                ? supplied
                : throw new LinkException(WasmErrorCode.Unlinkable, $"The module defines {ImportLinker.Describe(type)}; the one supplied is {ImportLinker.Describe(supplied)}.", "Supply a memory within these limits.");
        }

        if (WasmMemory.TryAllocate(type, _module.Limits.MaxMemoryPages) is { } own)
        {
            _ownedMemories.Add(own);
            return own;
        }

        _ownedMemories.ForEach(made => made.Dispose());
        throw new LinkException(WasmErrorCode.LimitExceeded, $"The system has no room for a memory of {type.MinPages} pages.", "Close other programs, or give this one more memory.");
    }

    private void Tags()
    {
        _state.Tags = new WasmTag[_module.Tags.Count];
        for (var i = 0; i < _state.Tags.Length; i++)
        {
            _state.Tags[i] = i < _module.ImportedTags ? _linker.Tags[i] : new WasmTag(_module.Types[_module.Tags[i]]);
        }
    }

    private void Tables()
    {
        _state.Tables = new WasmTable[_module.Tables.Count];
        for (var i = 0; i < _state.Tables.Length; i++)
        {
            _state.Tables[i] = i < _module.ImportedTables ? _linker.Tables[i] : OwnTable(_module.Tables[i]);
        }

        _state.Table0 = _state.Tables.Length > 0 ? _state.Tables[0] : null;
        if (_module.ImportedTables > 0)
        {
            _state.MarkLinked();
        }
    }

    private WasmTable OwnTable(in TableType type)
    {
        if (type.Min > WasmTable.MostElements)
        {
            throw new LinkException(WasmErrorCode.LimitExceeded, $"The system has no room for a table of {type.Min} elements.", "Lower the table's minimum.");
        }

        return new WasmTable(type.Element, (uint)type.Min, type.Max, _module.Limits.MaxTableElements, type.Is64);
    }

    private void Globals()
    {
        var places = code.Globals;
        _state.ConstantsBlock = new NativeBlock(GlobalLayout.BlockBytes(places, GlobalPlaceKind.Constant));
        _state.Constants = _state.ConstantsBlock.Pointer;
        MutableBlock(GlobalLayout.BlockBytes(places, GlobalPlaceKind.Mutable));
        _state.GlobalObjects = new WasmGlobal?[places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            var value = i < _module.ImportedGlobals ? _linker.Globals[i].Value : Evaluate(_module.GlobalInitialisers[i - _module.ImportedGlobals]);
            var (type, mutable) = _module.Globals[i];
            switch (places[i].Kind)
            {
                case GlobalPlaceKind.Object when i < _module.ImportedGlobals:
                    _state.GlobalObjects[i] = _linker.Globals[i];
                    break;
                case GlobalPlaceKind.Object:
                    _state.GlobalObjects[i] = new WasmGlobal(type, mutable, value);
                    break;
                default:
                    new WasmGlobal(type, mutable, _state.CellOf(places[i]), _state).Store(value);
                    break;
            }

            if (type.IsReference && i < _module.ImportedGlobals)
            {
                _state.MarkLinked();
            }
        }
    }

    private void MutableBlock(int sizeBytes)
    {
        if (options.Globals is null)
        {
            _state.GlobalsBlock = new NativeBlock(sizeBytes);
            _state.Globals = _state.GlobalsBlock.Pointer;
        }
        else if (options.GlobalsCapacityBytes < sizeBytes)
        {
            throw new LinkException(WasmErrorCode.Unlinkable,
                $"The module has {sizeBytes} bytes of mutable globals; the block supplied has {options.GlobalsCapacityBytes}.", "Supply a larger block.");
        }
        else
        {
            _state.Globals = options.Globals;
        }

        _state.GlobalsBytes = sizeBytes;
    }

    private void Elements()
    {
        _state.ElementSegments = new object?[_module.Elements.Count][];
        References.MakeSegments();
        for (var i = 0; i < _state.ElementSegments.Length; i++)
        {
            var segment = _module.Elements[i];
            if (segment.Mode != SegmentMode.Active)
            {
                continue;
            }

            var start = StartOf(segment.Offset, _module.Tables[segment.Table].Is64);
            var table = _state.Tables[segment.Table];
            if (!Lies(start, (uint)segment.Items.Length, (ulong)table.Length))
            {
                throw LinkException.Trapped(TrapKind.TableOutOfBounds, $"element segment {i} of {segment.Items.Length} elements at {start} is out of bounds of a table of {table.Length}");
            }

            for (var item = 0; item < segment.Items.Length; item++)
            {
                table.Put((int)start + item, _state.ElementSegments[i][item]);
            }

            _state.ElementSegments[i] = [];
        }
    }

    private void Data()
    {
        _state.DataDropped = new bool[_module.Data.Count];
        _state.DataStarts = new ulong[_module.Data.Count];
        for (var i = 0; i < _module.Data.Count; i++)
        {
            var segment = _module.Data[i];
            if (segment.Mode != SegmentMode.Active)
            {
                continue;
            }

            var start = StartOf(segment.Target, _module.Memories[segment.Memory].Is64);
            var memory = _state.Memories[segment.Memory];
            if (!Lies(start, (uint)segment.Length, memory.LengthBytes))
            {
                throw LinkException.Trapped(TrapKind.MemoryOutOfBounds, $"data segment {i} of {segment.Length} bytes at {start} is out of bounds of a memory of {memory.LengthBytes} bytes");
            }

            _module.DataBytes(i).CopyTo(new Span<byte>(memory.BasePointer + start, segment.Length));
            _state.DataStarts[i] = start;
            _state.DataDropped[i] = true;
        }
    }

    private void Start()
    {
        if (_module.StartFunction is not { } start)
        {
            return;
        }

        var outcome = _state.FunctionAt(start).Run();
        if (!outcome.IsOk)
        {
            throw LinkException.Trapped(outcome.Trap, $"the start function failed: {outcome.Detail}");
        }
    }

    private ulong StartOf(ConstExpression place, bool is64)
    {
        var value = Evaluate(place);
        return is64 ? (ulong)value.AsI64 : (uint)value.AsI32;
    }

    private static bool Lies(ulong start, uint length, ulong available) => start <= available && length <= available - start;

    private WasmValue Evaluate(ConstExpression expression) => References.Evaluate(expression.Steps);

    private static bool MayHoldFunctions(DefinedType type) =>
        type.Array?.Element.Type.IsFunction() ?? type.Struct?.Fields.Any(field => field.Type.IsFunction()) ?? false;
}
