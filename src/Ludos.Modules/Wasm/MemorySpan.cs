using Ludos.Base;
using Ludos.Wasm;

namespace Ludos.Modules;

/// <summary>Pages of 64 KiB that an instance begins with, and those it may grow to; both 0 for code without memory.</summary>
internal readonly record struct MemorySpan(uint MinPages, uint MaxPages)
{
    /// <summary>The share of one instance, of which scratch memory has one a unit and a region one in all.</summary>
    public static Result<MemorySpan, ModuleErrorCode> Of(WasmInstance trial, ModulePackage package)
    {
        if (trial.Memory is not { } memory) return new MemorySpan(0, 0);
        uint minPages = memory.Pages;
        uint declaredPages = (uint)Math.Min(memory.MaxPages ?? ModuleLimits.MaxMemoryPages, ModuleLimits.MaxMemoryPages);
        bool isRegion = package.Manifest.Memory == MemoryMode.Region;
        uint sharePages = isRegion ? ModuleLimits.MaxMemoryPages : ModuleLimits.MaxMemoryPages / (uint)package.Manifest.Units.Length;
        if (minPages > sharePages || (isRegion && (long)minPages * WasmMemory.PageBytes > ModuleLimits.MaxRegionBytes))
        {
            return new Fault<ModuleErrorCode>(
                ModuleErrorCode.TooLarge,
                $"{package.Verified.Name}: {package.Manifest.Code} begins with {minPages} pages of memory for each of {package.Manifest.Units.Length} units; a module may have {ModuleLimits.MaxMemoryPages} in all, and half of that in a region.",
                "Lower its static data, or split the module.");
        }

        return isRegion ? new MemorySpan(minPages, minPages) : new MemorySpan(minPages, Math.Min(declaredPages, sharePages));
    }
}
