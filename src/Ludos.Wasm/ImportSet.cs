namespace Ludos.Wasm;

/// <summary>What a host supplies to an instance, by module and name; a later entry replaces an earlier one. Not synchronised.</summary>
public sealed class ImportSet
{
    private readonly Dictionary<(string Module, string Name), object> _entries = [];

    /// <summary>Asked for a function import that no entry supplies; returns null to leave it missing.</summary>
    public Func<ImportDescriptor, Delegate?>? FunctionResolver { get; set; }

    /// <summary>A host function. Its parameters and result are int, long, float, double or, for references, object, as the import declares them.</summary>
    public ImportSet Function(string module, string name, Delegate body) => Put(module, name, body);

    /// <summary>A function of another instance.</summary>
    public ImportSet Function(string module, string name, WasmFunction function) => Put(module, name, function);

    public ImportSet Memory(string module, string name, WasmMemory memory) => Put(module, name, memory);

    public ImportSet Table(string module, string name, WasmTable table) => Put(module, name, table);

    public ImportSet Tag(string module, string name, WasmTag tag) => Put(module, name, tag);

    public ImportSet Global(string module, string name, WasmGlobal global) => Put(module, name, global);

    internal IReadOnlyDictionary<(string Module, string Name), object> Entries => _entries;

    internal object? Find(ImportDescriptor import) =>
        _entries.TryGetValue((import.Module, import.Name), out var entry) ? entry
        : import.Kind == ExternKind.Function ? FunctionResolver?.Invoke(import)
        : null;

    private ImportSet Put(string module, string name, object entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        _entries[(module, name)] = entry;
        return this;
    }
}
