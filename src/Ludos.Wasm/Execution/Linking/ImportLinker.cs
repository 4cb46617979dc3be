using Ludos.Wasm.Decoding;

namespace Ludos.Wasm.Execution;

/// <summary>Finds what each import asks for and checks that its type matches.</summary>
internal sealed class ImportLinker(CompiledModule code, ImportSet imports)
{
    public List<WasmFunction> Functions { get; } = [];

    public List<WasmTable> Tables { get; } = [];

    public List<WasmGlobal> Globals { get; } = [];

    public List<WasmMemory> Memories { get; } = [];

    public List<WasmTag> Tags { get; } = [];

    public void Run()
    {
        foreach (var import in code.Module.Imports)
        {
            var found = imports.Find(import) ?? throw LinkException.Missing(import);
            switch (import.Kind)
            {
                case ExternKind.Function:
                    Functions.Add(Function(import, found));
                    break;
                case ExternKind.Table:
                    Tables.Add(Table(import, found));
                    break;
                case ExternKind.Memory:
                    Memories.Add(Memory(import, found));
                    break;
                case ExternKind.Tag:
                    Tags.Add(Tag(import, found));
                    break;
                default:
                    Globals.Add(Global(import, found));
                    break;
            }
        }
    }

    private WasmFunction Function(ImportDescriptor import, object found) => found switch
    {
        WasmFunction function when function.DefinedType.IsSubtypeOf(import.DefinedType!) => function,
        WasmFunction function => throw LinkException.Incompatible(import, $"a function {import.Function}", $"a function {function.Type}"),
        Delegate body => HostBinding.Bind(import, body, code),
        _ => throw Wrong(import, found),
    };

    private static WasmTable Table(ImportDescriptor import, object found)
    {
        var table = found as WasmTable ?? throw Wrong(import, found);
        return table.ElementType == import.Type && table.Is64 == import.Is64 && LimitsFit((uint)table.Length, table.MaxElements, import)
            ? table
            : throw LinkException.Incompatible(import, $"a table of {import.Type}, {Limits(import.MinPages, import.MaxPages)}", $"one of {table.ElementType}, {Limits((uint)table.Length, table.MaxElements)}");
    }

    private static WasmMemory Memory(ImportDescriptor import, object found)
    {
        var memory = found as WasmMemory ?? throw Wrong(import, found);
        var type = new MemoryType(import.MinPages, import.MaxPages, import.Is64, import.IsShared, true);
        return Fits(memory, type) ? memory : throw LinkException.Incompatible(import, Describe(type), Describe(memory));
    }

    private static WasmTag Tag(ImportDescriptor import, object found)
    {
        var tag = found as WasmTag ?? throw Wrong(import, found);
        return ReferenceEquals(tag.DefinedType, import.DefinedType)
            ? tag
            : throw LinkException.Incompatible(import, $"a tag of {import.Function}", $"one of {tag.Type}");
    }

    private static WasmGlobal Global(ImportDescriptor import, object found)
    {
        var global = found as WasmGlobal ?? throw Wrong(import, found);
        return global.Mutable == import.Mutable && (import.Mutable ? global.Type == import.Type : global.Type.IsSubtypeOf(import.Type!.Value))
            ? global
            : throw LinkException.Incompatible(import, $"a {Mutability(import.Mutable)} global of {import.Type}", $"a {Mutability(global.Mutable)} one of {global.Type}");
    }

    /// <summary>Whether a memory can be what a module declares.</summary>
    public static bool Fits(WasmMemory memory, MemoryType type) =>
        memory.Is64 == type.Is64 && memory.IsShared == type.IsShared && LimitsFit(memory.Pages, memory.MaxPages, type.MinPages, type.MaxPages);

    public static string Describe(MemoryType type) => Describe(type.Is64, type.IsShared, Limits(type.MinPages, type.MaxPages));

    public static string Describe(WasmMemory memory) => Describe(memory.Is64, memory.IsShared, Limits(memory.Pages, memory.MaxPages));

    private static string Describe(bool is64, bool isShared, string limits) => $"a {(isShared ? "shared " : "")}memory of {limits} pages{(is64 ? " with 64-bit addresses" : "")}";

    private static bool LimitsFit(ulong size, ulong? max, ulong min, ulong? most) => size >= min && (most is null || max <= most);

    private static bool LimitsFit(ulong size, ulong? max, ImportDescriptor import) => LimitsFit(size, max, import.MinPages, import.MaxPages);

    private static LinkException Wrong(ImportDescriptor import, object found) =>
        LinkException.Incompatible(import, $"a {import.Kind.ToString().ToLowerInvariant()}", $"a {found.GetType().Name}");

    private static string Mutability(bool mutable) => mutable ? "mutable" : "immutable";

    private static string Limits(ulong min, ulong? max) => max is null ? $"{min} or more" : $"{min} to {max}";
}
