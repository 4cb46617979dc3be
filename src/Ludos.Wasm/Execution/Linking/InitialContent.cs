using Ludos.Wasm.Decoding;

namespace Ludos.Wasm.Execution;

/// <summary>What an instance held before its start function ran, kept to go back to.</summary>
internal sealed unsafe class InitialContent
{
    private readonly InstanceState _state;
    private readonly ulong[] _pages;
    private readonly byte[] _globals;
    private readonly object?[] _references;
    private readonly bool _makesObjects;
    private readonly object?[][] _elementSegments;
    private readonly (WasmTable Table, TableEntry[] Array, TableEntry[] Entries, object?[] RefArray, object?[] References)[] _tables;

    public InitialContent(InstanceState state)
    {
        _state = state;
        _pages = Array.ConvertAll(state.Memories, memory => (ulong)memory.Pages);
        _globals = state.MutableGlobals.ToArray();
        _references = Array.ConvertAll(state.GlobalObjects, global => global?.Reference);
        _makesObjects = InitialReferences.MakeObjects(state.Code.Contents);
        _elementSegments = [.. state.ElementSegments];
        _tables = [.. state.Tables.Skip(state.Code.Contents.ImportedTables).Select(table =>
            (table, table.Entries, (TableEntry[])table.Entries.Clone(), table.References, (object?[])table.References.Clone()))];
    }

    public void Restore(ReadOnlySpan<(int Start, int Length)> keep)
    {
        for (var i = 0; i < _pages.Length; i++)
        {
            if (i == 0 || i >= _state.Code.Contents.ImportedMemories)
            {
                RestoreMemory(i, i == 0 ? keep : []);
            }
        }

        _globals.CopyTo(_state.MutableGlobals);
        var module = _state.Code.Contents;
        for (var i = module.ImportedGlobals; i < _references.Length; i++)
        {
            if (_state.GlobalObjects[i] is { } global)
            {
                global.Reference = _references[i];
            }
        }

        _elementSegments.CopyTo(_state.ElementSegments, 0);
        for (var i = 0; i < module.Data.Count; i++)
        {
            _state.DataDropped[i] = module.Data[i].Mode == SegmentMode.Active;
        }

        foreach (var (table, array, entries, refArray, references) in _tables)
        {
            entries.CopyTo(array, 0);
            references.CopyTo(refArray, 0);
            table.Entries = array;
            table.References = refArray;
        }

        if (_makesObjects)
        {
            RenewObjects();
        }
    }

    /// <summary>Objects may have been written to, so new ones take their place.</summary>
    private void RenewObjects()
    {
        var references = new InitialReferences(_state, false);
        references.RenewGlobals();
        references.FillTables();
        references.MakeSegments();
        var module = _state.Code.Contents;
        for (var i = 0; i < module.Elements.Count; i++)
        {
            var segment = module.Elements[i];
            if (segment.Mode != SegmentMode.Active)
            {
                continue;
            }

            var start = (int)references.Evaluate(segment.Offset.Steps).AsI64;
            for (var item = 0; item < segment.Items.Length && segment.Table >= module.ImportedTables; item++)
            {
                _state.Tables[segment.Table].Put(start + item, _state.ElementSegments[i][item]);
            }

            _state.ElementSegments[i] = [];
        }
    }

    private void RestoreMemory(int index, ReadOnlySpan<(int Start, int Length)> keep)
    {
        var memory = _state.Memories[index];
        memory.ShrinkTo(_pages[index]);
        foreach (var (start, length) in new OutsideRanges(keep, 0, memory.Length))
        {
            memory.Zero(start, length);
        }

        var module = _state.Code.Contents;
        for (var i = 0; i < module.Data.Count; i++)
        {
            if (module.Data[i].Mode != SegmentMode.Active || module.Data[i].Memory != index)
            {
                continue;
            }

            var data = module.DataBytes(i);
            var segmentStart = _state.DataStarts[i];
            foreach (var (start, length) in new OutsideRanges(keep, segmentStart, segmentStart + (uint)data.Length))
            {
                data.Slice((int)(start - segmentStart), (int)length).CopyTo(new Span<byte>(memory.BasePointer + start, (int)length));
            }
        }
    }
}
