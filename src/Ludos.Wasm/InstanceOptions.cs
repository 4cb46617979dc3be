namespace Ludos.Wasm;

/// <summary>What an instance is given from outside beyond its imports.</summary>
public sealed unsafe class InstanceOptions
{
    /// <summary>Fuel of a fresh instance, spent first by its start function.</summary>
    public const long DefaultFuel = 1_000_000_000_000;

    /// <summary>Stands in for the memory that the module itself defines; must satisfy its minimum and maximum, and read as zero. The instance does not dispose it.</summary>
    public WasmMemory? Memory { get; init; }

    /// <summary>Block for the module's mutable numeric globals, 16 bytes each and 16-byte aligned; null: the instance allocates one. Must outlive the instance.</summary>
    public byte* Globals { get; init; }

    public int GlobalsCapacityBytes { get; init; }

    /// <summary>
    /// Bytes that the process's managed heap may hold for this instance to make further structs and arrays; beyond them that traps with <see cref="TrapKind.OutOfHeap"/>.
    /// 0, the default: half of what the process may use.
    /// </summary>
    public long MaxHeapBytes { get; init; }

    /// <summary>Hears of calls when the code was compiled with <see cref="CompileOptions.Profile"/>. Default null: nobody.</summary>
    public WasmProfiler? Profiler { get; init; }

    /// <summary>Fuel for segments and the start function; what is left stays on the instance.</summary>
    public long Fuel { get; init; } = DefaultFuel;
}
