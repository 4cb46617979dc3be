using Ludos.Wasm.Decoding;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Execution;

/// <summary>The references that an instance begins with: in its globals, its tables and its element segments.</summary>
internal sealed class InitialReferences(InstanceState state, bool usesFuel)
{
    private readonly ModuleContents _module = state.Code.Contents;

    /// <summary>Whether beginning again takes new objects, for the old ones may have been written to.</summary>
    public static bool MakeObjects(ModuleContents module) =>
        module.GlobalInitialisers.Any(global => Makes(global.Steps))
        || module.Tables.Any(table => Makes(table.Initialiser?.Steps))
        || module.Elements.Any(segment => segment.Items.Any(item => Makes(item.Steps)));

    public void FillTables()
    {
        for (var i = _module.ImportedTables; i < state.Tables.Length; i++)
        {
            if (_module.Tables[i].Initialiser is { } initialiser)
            {
                state.Tables[i].Fill(0, state.Tables[i].Length, Evaluate(initialiser.Steps).AsRef);
            }
        }
    }

    public void MakeSegments()
    {
        for (var i = 0; i < state.ElementSegments.Length; i++)
        {
            var segment = _module.Elements[i];
            state.ElementSegments[i] = segment.Mode == SegmentMode.Declared ? [] : Array.ConvertAll(segment.Items, Element);
        }
    }

    /// <summary>Again what the module's own globals of reference types began with.</summary>
    public void RenewGlobals()
    {
        for (var i = _module.ImportedGlobals; i < state.GlobalObjects.Length; i++)
        {
            if (_module.Globals[i].Type.IsReference && state.GlobalObjects[i] is { } global)
            {
                global.Reference = Evaluate(_module.GlobalInitialisers[i - _module.ImportedGlobals].Steps).AsRef;
            }
        }
    }

    public WasmValue Evaluate(ConstStep[] steps) => Initialiser.Evaluate(state, steps, usesFuel);

    private object? Element(ElementInit item) =>
        item.Steps is not null ? Evaluate(item.Steps).AsRef
        : item.Function == ElementInit.None ? null
        : state.FunctionAt(item.Function);

    private static bool Makes(ConstStep[]? steps) => steps is not null && steps.Any(step => step.Opcode is >= Opcode.StructNew and <= Opcode.ArrayNewFixed);
}
