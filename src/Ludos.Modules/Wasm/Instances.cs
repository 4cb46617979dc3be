using Ludos.Base;
using Ludos.Wasm;

namespace Ludos.Modules;

/// <summary>Makes instances of modules' code.</summary>
internal static class Instances
{
    /// <summary>Fuel for segments and a start section, neither of which a unit's budget pays for.</summary>
    private const long SetupFuel = 1_000_000_000;

    /// <param name="memory">Stands in for the module's own; null: the instance allocates one.</param>
    public static Result<WasmInstance, ModuleErrorCode> Make(CompiledModule code, ModulePackage package, WasmMemory? memory)
    {
        var options = new InstanceOptions { Memory = memory, Fuel = SetupFuel };
        try
        {
            if (code.Instantiate(new ImportSet(), options).TryGet(out WasmInstance? instance, out Fault<WasmErrorCode>? fault)) return instance;
            return new Fault<ModuleErrorCode>(ModuleErrorCode.BadCode, $"{package.Verified.Name}: {package.Manifest.Code}: {fault.Message}", fault.Mend);
        }
        catch (OutOfMemoryException)
        {
            return OutOfMemory(package);
        }
    }

    public static Result<WasmMemory, ModuleErrorCode> FixedMemory(uint pages, ModulePackage package)
    {
        try
        {
            return WasmMemory.Allocate(pages, pages);
        }
        catch (OutOfMemoryException)
        {
            return OutOfMemory(package);
        }
    }

    /// <summary>Touches every page, so that the first tick does not meet the faults.</summary>
    public static unsafe void Prefault(WasmMemory memory)
    {
        nuint pageBytes = (nuint)Environment.SystemPageSize;
        for (nuint at = 0; at < memory.LengthBytes; at += pageBytes)
        {
            byte present = Volatile.Read(ref memory.Base[at]);
            Volatile.Write(ref memory.Base[at], present);
        }
    }

    private static Fault<ModuleErrorCode> OutOfMemory(ModulePackage package) =>
        new(ModuleErrorCode.OutOfMemory, $"{package.Verified.Name}: there is no room for the module's memory.", "Close other programs, or lower the memory that the module starts with.");
}
