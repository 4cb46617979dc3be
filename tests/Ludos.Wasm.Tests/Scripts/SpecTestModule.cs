namespace Ludos.Wasm.Tests.Scripts;

/// <summary>The host module <c>spectest</c> that scripts import from; fresh for each script.</summary>
internal sealed class SpecTestModule : IDisposable
{
    public const string Name = "spectest";

    private readonly WasmMemory _memory = WasmMemory.Allocate(1, 2);
    private readonly WasmTable _table = WasmTable.Allocate(10, 20);
    private readonly WasmMemory _sharedMemory = WasmMemory.AllocateShared(1, 2);
    private readonly WasmTable _table64 = WasmTable.Allocate(ValueType.FuncRef, 10, 20, is64: true);
    private readonly WasmGlobal _globalI32 = new(ValueType.I32, false, WasmValue.From(666));
    private readonly WasmGlobal _globalI64 = new(ValueType.I64, false, WasmValue.From(666L));
    private readonly WasmGlobal _globalF32 = new(ValueType.F32, false, WasmValue.From(666.6f));
    private readonly WasmGlobal _globalF64 = new(ValueType.F64, false, WasmValue.From(666.6));

    /// <summary>How often a script called one of the print functions.</summary>
    public int Printed { get; private set; }

    public void AddTo(ImportSet imports) => imports
        .Function(Name, "print", (Action)(() => Printed++))
        .Function(Name, "print_i32", (Action<int>)(_ => Printed++))
        .Function(Name, "print_i64", (Action<long>)(_ => Printed++))
        .Function(Name, "print_f32", (Action<float>)(_ => Printed++))
        .Function(Name, "print_f64", (Action<double>)(_ => Printed++))
        .Function(Name, "print_i32_f32", (Action<int, float>)((_, _) => Printed++))
        .Function(Name, "print_f64_f64", (Action<double, double>)((_, _) => Printed++))
        .Global(Name, "global_i32", _globalI32)
        .Global(Name, "global_i64", _globalI64)
        .Global(Name, "global_f32", _globalF32)
        .Global(Name, "global_f64", _globalF64)
        .Table(Name, "table", _table)
        .Table(Name, "table64", _table64)
        .Memory(Name, "memory", _memory)
        .Memory(Name, "shared_memory", _sharedMemory);

    public void Dispose()
    {
        _memory.Dispose();
        _sharedMemory.Dispose();
    }
}
