using System.Globalization;
using System.Text;

namespace Ludos.Wasm.Decoding;

/// <summary>Where a module keeps its statics, as text to compare and to show.</summary>
internal static class StaticLayout
{
    private static readonly string[] LayoutGlobals = ["__data_end", "__heap_base"];

    public static string Describe(ModuleContents module)
    {
        var text = new StringBuilder();
        foreach (var memory in module.Memories)
        {
            text.Append(CultureInfo.InvariantCulture, $"memory {memory.MinPages}..{memory.MaxPages?.ToString(CultureInfo.InvariantCulture) ?? "any"} pages\n");
        }

        foreach (var export in module.Exports.Where(export => export.Kind == ExternKind.Global && LayoutGlobals.Contains(export.Name)).OrderBy(export => export.Name, StringComparer.Ordinal))
        {
            var own = export.Index - module.ImportedGlobals;
            if (own >= 0 && module.Globals[export.Index] is { Type.Kind: ValueKind.I32, Mutable: false } && module.GlobalInitialisers[own].Literal is { } value)
            {
                text.Append(CultureInfo.InvariantCulture, $"{export.Name} {value}\n");
            }
        }

        foreach (var segment in module.Data.Where(segment => segment.Mode == SegmentMode.Active))
        {
            var place = segment.Target.Literal?.ToString(CultureInfo.InvariantCulture) ?? "computed";
            text.Append(CultureInfo.InvariantCulture, $"data {place}+{segment.Length}\n");
        }

        return text.ToString();
    }
}
