using Ludos.Base;
using Ludos.Wasm;

namespace Ludos.Modules;

/// <summary>Holds the code's imports and exports against what its manifest promises.</summary>
internal static class CodeCheck
{
    private const string EntryType = "(i64) -> (i32)";

    public static Fault<ModuleErrorCode>? Check(WasmModule module, ModulePackage package)
    {
        string where = $"{package.Verified.Name}: {package.Manifest.Code}";
        if (module.Imports.Count != 0)
        {
            ImportDescriptor import = module.Imports[0];
            return new Fault<ModuleErrorCode>(
                ModuleErrorCode.ImportRefused,
                $"{where} imports {ManifestNode.Printable(import.Module)}.{ManifestNode.Printable(import.Name)}; a module imports nothing.",
                "Build it freestanding, with sdk/c/module.flags, and reach the world through regions.");
        }

        foreach (UnitDeclaration unit in package.Manifest.Units)
        {
            if (Entry(module, where, unit, "entry", unit.Entry) is { } fault) return fault;
            if (unit.Start is not null && Entry(module, where, unit, "start", unit.Start) is { } startFault) return startFault;
            foreach (string region in unit.Reads.Concat(unit.ReadsPrevious).Concat(unit.Writes))
            {
                if (Window(module, where, unit, region) is { } windowFault) return windowFault;
            }
        }

        return null;
    }

    private static Fault<ModuleErrorCode>? Entry(WasmModule module, string where, UnitDeclaration unit, string field, string name)
    {
        ExportDescriptor? export = module.Exports.FirstOrDefault(known => known.Name == name && known.Kind == ExternKind.Function);
        if (export is null)
        {
            string[] functions = [.. module.Exports.Where(known => known.Kind == ExternKind.Function).Select(known => known.Name)];
            string? near = NearestName.Find(name, functions);
            return new Fault<ModuleErrorCode>(
                ModuleErrorCode.MissingExport,
                $"{where} exports no function {name}, the {field} of unit {unit.Name}.",
                near is null ? $"Define it with LUDOS_UNIT({name})." : $"Define it with LUDOS_UNIT({name}), or name the export {ManifestNode.Printable(near)} in module.json.");
        }

        FunctionType type = export.Function!;
        bool fits = type.Parameters is [{ Kind: ValueKind.I64 }] && type.Results is [{ Kind: ValueKind.I32 }];
        return fits
            ? null
            : new Fault<ModuleErrorCode>(ModuleErrorCode.MissingExport, $"{where} exports {name}, the {field} of unit {unit.Name}, as {type}, not {EntryType}.", $"Define it with LUDOS_UNIT({name}).");
    }

    private static Fault<ModuleErrorCode>? Window(WasmModule module, string where, UnitDeclaration unit, string region)
    {
        string name = ReservedNames.WindowExport(region);
        string pointer = ReservedNames.PointerExport(region);
        if (module.Exports.Any(known => (known.Name == name || known.Name == pointer) && known.Kind == ExternKind.Global)) return null;
        return new Fault<ModuleErrorCode>(
            ModuleErrorCode.MissingExport,
            $"{where} exports no global {name}, the window of region {region} that unit {unit.Name} declares.",
            $"Declare it with LUDOS_REGION(type, {name["region_".Length..]}, count), or take {region} out of module.json.");
    }
}
