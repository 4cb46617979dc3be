using Ludos.Base;
using Ludos.Wasm;

namespace Ludos.Modules;

/// <summary>Where the windows of a module lie, read from an instance's exports and checked.</summary>
internal static class WindowPlan
{
    /// <param name="regions">Names of the regions that the module's units declare.</param>
    /// <param name="sizeOf">A region's bytes; null while it is not known, and then only place and alignment are checked.</param>
    /// <param name="where">Names the code in messages.</param>
    /// <returns>What each region's window is.</returns>
    public static Result<Dictionary<string, WindowExport>, ModuleErrorCode> Read(WasmInstance instance, IEnumerable<string> regions, Func<string, long?> sizeOf, string where)
    {
        var exports = new Dictionary<string, WindowExport>(StringComparer.Ordinal);
        var placed = new List<(uint Start, long End, string Region)>();
        ulong lengthBytes = instance.Memory?.LengthBytes ?? 0;
        foreach (string region in regions)
        {
            if (instance.TryGetGlobal(ReservedNames.PointerExport(region), out WasmGlobal? pointer))
            {
                if (Pointer(pointer, region, lengthBytes, where) is { } problem) return problem;
                exports.Add(region, new WindowExport(pointer.Value.AsI32, IsPointer: true));
                placed.Add(((uint)pointer.Value.AsI32, (uint)pointer.Value.AsI32 + sizeof(uint), region));
                continue;
            }

            string export = ReservedNames.WindowExport(region);
            if (!instance.TryGetGlobal(export, out WasmGlobal? global) || global.Type != Ludos.Wasm.ValueType.I32 || global.Mutable)
            {
                return Bad($"{where}: the export {export} is not a constant i32", "Declare the window with LUDOS_REGION and link with sdk/c/module.flags.");
            }

            uint start = (uint)global.Value.AsI32;
            if (start % ModuleLimits.AlignmentBytes != 0)
            {
                return Bad($"{where}: the window of region {region} at {start} is not on a multiple of {ModuleLimits.AlignmentBytes}", "Declare it with LUDOS_REGION, which aligns it.");
            }

            long sizeBytes = sizeOf(region) ?? 0;
            if (start + (ulong)sizeBytes > lengthBytes)
            {
                return Bad($"{where}: the window of region {region} at {start} with {sizeBytes} bytes ends past the memory's {lengthBytes}", "Make LUDOS_REGION's type and count match the region's fields and capacity.");
            }

            exports.Add(region, new WindowExport((int)start, IsPointer: false));
            placed.Add((start, start + sizeBytes, region));
        }

        placed.Sort();
        for (int index = 1; index < placed.Count; index++)
        {
            if (placed[index].Start >= placed[index - 1].End) continue;
            return Bad(
                $"{where}: the windows of regions {placed[index - 1].Region} and {placed[index].Region} overlap at {placed[index].Start}",
                "Make LUDOS_REGION's type and count match the region's fields and capacity.");
        }

        return exports;
    }

    private static Fault<ModuleErrorCode>? Pointer(WasmGlobal pointer, string region, ulong lengthBytes, string where)
    {
        string export = ReservedNames.PointerExport(region);
        if (pointer.Type != Ludos.Wasm.ValueType.I32 || pointer.Mutable)
        {
            return Bad($"{where}: the export {export} is not a constant i32", "Declare the window with LUDOS_WINDOW and link with sdk/c/module.flags.");
        }

        uint at = (uint)pointer.Value.AsI32;
        return at % sizeof(uint) != 0 || at + (ulong)sizeof(uint) > lengthBytes
            ? Bad($"{where}: {export} is {at}, where no word lies in the memory of {lengthBytes} bytes", "Declare the window with LUDOS_WINDOW, which places it.")
            : null;
    }

    private static Fault<ModuleErrorCode> Bad(string problem, string mend) => new(ModuleErrorCode.BadWindow, problem + ".", mend);
}
