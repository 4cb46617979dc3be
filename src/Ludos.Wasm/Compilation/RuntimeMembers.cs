using System.Collections.Concurrent;
using System.Reflection;
using Ludos.Wasm.Execution;

namespace Ludos.Wasm.Compilation;

/// <summary>Fields and methods of the engine that compiled code uses.</summary>
internal static partial class RuntimeMembers
{
    public static readonly FieldInfo FuelUsed = Field<InstanceState>(nameof(InstanceState.FuelUsed));
    public static readonly FieldInfo FuelLimit = Field<InstanceState>(nameof(InstanceState.FuelLimit));
    public static readonly FieldInfo StackLimit = Field<InstanceState>(nameof(InstanceState.StackLimit));
    public static readonly FieldInfo Memory = Field<InstanceState>(nameof(InstanceState.Memory));
    public static readonly FieldInfo Memories = Field<InstanceState>(nameof(InstanceState.Memories));
    public static readonly FieldInfo Globals = Field<InstanceState>(nameof(InstanceState.Globals));
    public static readonly FieldInfo Constants = Field<InstanceState>(nameof(InstanceState.Constants));
    public static readonly FieldInfo GlobalObjects = Field<InstanceState>(nameof(InstanceState.GlobalObjects));
    public static readonly FieldInfo Tables = Field<InstanceState>(nameof(InstanceState.Tables));
    public static readonly FieldInfo Table0 = Field<InstanceState>(nameof(InstanceState.Table0));
    public static readonly FieldInfo Imports = Field<InstanceState>(nameof(InstanceState.Imports));
    public static readonly FieldInfo MemoryBase = Field<WasmMemory>(nameof(WasmMemory.BasePointer));
    public static readonly FieldInfo MemoryLength = Field<WasmMemory>(nameof(WasmMemory.Length));
    public static readonly FieldInfo GlobalCell = Field<WasmGlobal>(nameof(WasmGlobal.Cell));
    public static readonly FieldInfo GlobalReference = Field<WasmGlobal>(nameof(WasmGlobal.Reference));
    public static readonly FieldInfo TableEntries = Field<WasmTable>(nameof(WasmTable.Entries));
    public static readonly FieldInfo EntryContext = Field<TableEntry>(nameof(TableEntry.Context));
    public static readonly FieldInfo EntryCode = Field<TableEntry>(nameof(TableEntry.Code));
    public static readonly FieldInfo EntrySignature = Field<TableEntry>(nameof(TableEntry.SignatureId));
    public static readonly FieldInfo ImportContext = Field<ImportEntry>(nameof(ImportEntry.Context));
    public static readonly FieldInfo ImportCode = Field<ImportEntry>(nameof(ImportEntry.Code));
    public static readonly FieldInfo ImportForeign = Field<ImportEntry>(nameof(ImportEntry.Foreign));
    public static readonly FieldInfo ValueBits = Field<WasmValue>(nameof(WasmValue.Bits));
    public static readonly FieldInfo ValueReference = Field<WasmValue>(nameof(WasmValue.Reference));

    public static readonly MethodInfo KeepAlive = Method(typeof(GC), nameof(GC.KeepAlive));
    public static readonly MethodInfo EnterForeign = Method(typeof(InstanceState), nameof(InstanceState.EnterForeign));
    public static readonly MethodInfo FunctionReference = Method(typeof(InstanceState), nameof(InstanceState.FunctionReference));
    public static readonly MethodInfo MakeTrapAt = Method(typeof(Traps), nameof(Traps.MakeAt));
    public static readonly MethodInfo MakeTrap = Method(typeof(Traps), nameof(Traps.Make));
    public static readonly MethodInfo FuelOrInterrupt = Method(typeof(Traps), nameof(Traps.FuelOrInterrupt));
    public static readonly MethodInfo IndirectTrap = Method(typeof(Traps), nameof(Traps.Indirect));
    public static readonly MethodInfo TruncationTrap = Method(typeof(Traps), nameof(Traps.Truncation));

    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    /// <summary>By name, and by the parameters where the name alone is not enough.</summary>
    public static MethodInfo Method(Type owner, string name, Type? first = null, Type? second = null) =>
        Found.Methods.GetOrAdd((owner, name, first, second), static key => Find(key.Owner, key.Name, key.First, key.Second));

    private static MethodInfo Find(Type owner, string name, Type? first, Type? second) =>
        (first is null ? owner.GetMethod(name, Any) : owner.GetMethod(name, Any, second is null ? [first] : [first, second]))
        ?? throw new MissingMethodException(owner.FullName, name);

    public static FieldInfo StateField(string name) => Field<InstanceState>(name);

    private static FieldInfo Field<T>(string name) => typeof(T).GetField(name, Any) ?? throw new MissingFieldException(typeof(T).FullName, name);

    // Apart, because the fields of the partial files are filled in no particular order.
    private static class Found
    {
        public static readonly ConcurrentDictionary<(Type Owner, string Name, Type? First, Type? Second), MethodInfo> Methods = [];
    }
}
