namespace Ludos.Wasm.Tests.Scripts;

/// <summary>What a name in a script stands for: an instance, or none where one could not be made.</summary>
internal sealed class Slot(WasmInstance? instance)
{
    public WasmInstance? Instance { get; } = instance;

    /// <summary>Stands for a module that should have worked and did not.</summary>
    public static Slot Broken { get; } = new(null);

    /// <summary>The export of that name, whatever it is, added to <paramref name="imports"/>; nothing when there is none.</summary>
    public void Supply(ImportSet imports, ImportDescriptor wanted)
    {
        if (Instance is null)
        {
            return;
        }

        if (Instance.Function(wanted.Name).TryGet(out var function, out _))
        {
            imports.Function(wanted.Module, wanted.Name, function);
        }
        else if (Instance.TryGetMemory(wanted.Name, out var memory))
        {
            imports.Memory(wanted.Module, wanted.Name, memory);
        }
        else if (Instance.TryGetTag(wanted.Name, out var tag))
        {
            imports.Tag(wanted.Module, wanted.Name, tag);
        }
        else if (Instance.TryGetTable(wanted.Name, out var table))
        {
            imports.Table(wanted.Module, wanted.Name, table);
        }
        else if (Instance.TryGetGlobal(wanted.Name, out var global))
        {
            imports.Global(wanted.Module, wanted.Name, global);
        }
    }
}
