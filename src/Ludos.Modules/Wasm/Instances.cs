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

    /// <summary>An instance on a memory of its own, whose pages are all there; the caller disposes both. A module without memory gets none.</summary>
    /// <param name="windowPages">Pages behind the module's own, for windows.</param>
    public static Result<(WasmInstance Instance, WasmMemory? Memory), ModuleErrorCode> MakeOwn(PreparedModule prepared, uint windowPages)
    {
        WasmMemory? memory = null;
        try
        {
            if (prepared.Memory.MaxPages != 0) memory = WasmMemory.Allocate(prepared.Memory.MinPages + windowPages, (uint)Math.Min(prepared.Memory.MaxPages + windowPages, prepared.Code.Module.DeclaredMaxPages ?? WasmLimits.PagesIn32Bits));
        }
        catch (OutOfMemoryException)
        {
            return OutOfMemory(prepared.Package);
        }

        if (!Make(prepared.Code, prepared.Package, memory).TryGet(out WasmInstance? instance, out Fault<ModuleErrorCode>? fault))
        {
            memory?.Dispose();
            return fault;
        }

        if (memory is not null) Prefault(memory, prepared.Memory.MinPages);
        return (instance, memory);
    }

    /// <summary>Touches every page of the module's own, so that the first tick does not meet the faults.</summary>
    private static unsafe void Prefault(WasmMemory memory, uint pages)
    {
        nuint pageBytes = (nuint)Environment.SystemPageSize;
        for (nuint at = 0; at < (nuint)pages * WasmMemory.PageBytes; at += pageBytes)
        {
            byte present = Volatile.Read(ref memory.Base[at]);
            Volatile.Write(ref memory.Base[at], present);
        }
    }

    private static Fault<ModuleErrorCode> OutOfMemory(ModulePackage package) =>
        new(ModuleErrorCode.OutOfMemory, $"{package.Verified.Name}: there is no room for the module's memory.", "Close other programs, or lower the memory that the module starts with.");
}
