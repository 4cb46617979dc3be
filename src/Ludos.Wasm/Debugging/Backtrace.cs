using System.Diagnostics;
using Ludos.Wasm.Compilation;
using Ludos.Wasm.Compilation.Emission;
using Ludos.Wasm.Decoding;
using Ludos.Wasm.Execution;

namespace Ludos.Wasm.Debugging;

/// <summary>Turns the .NET frames of what was thrown into wasm's. Nothing is kept for it while code runs: what is missing is worked out anew.</summary>
internal static class Backtrace
{
    public const int MaxFrames = 100;

    // No method of a module is called so; a call into another module is one whose target is found as it runs.
    private const string ElsewhereName = "";

    public static IReadOnlyList<WasmFrame> Of(Exception raised)
    {
        var places = new List<(ModuleCode Code, int Function, int? Offset)>();
        (ModuleCode Code, string Method)? callee = null;
        foreach (var frame in new StackTrace(raised, fNeedFileInfo: false).GetFrames())
        {
            if (places.Count == MaxFrames)
            {
                break;
            }

            if (frame.GetMethod() is { } method && EmittedModules.Find(method.Module) is { } code && FunctionMethods.FunctionOf(method.Name) is { } function)
            {
                var place = (code, function, Place(raised, code.SourcesOf(function, method.Name), frame.GetILOffset(), callee is { } called && called.Code != code ? ElsewhereName : callee?.Method));
                // The guard in front of a function with a large frame bears the function's own name and only calls it.
                if (callee is not { } inner || method.Name != FunctionMethods.NameOf(function) || inner.Method == method.Name || FunctionMethods.FunctionOf(inner.Method) != function)
                {
                    places.Add(place);
                }

                callee = (code, method.Name);
            }
        }

        if (raised is WasmTrapException { Function: >= 0 } trap && places.Count > 0 && places[0].Function != trap.Function)
        {
            places.Insert(0, (places[0].Code, trap.Function, trap.CodeOffset >= 0 ? trap.CodeOffset : null));
        }

        return Describe(places);
    }

    private static int? Place(Exception raised, ILSources? sources, int ilOffset, string? callee) =>
        ilOffset < 0 ? null
        : callee is not null ? sources?.OfCall(ilOffset, callee)
        : raised is NullReferenceException ? sources?.OfFault(ilOffset)
        : raised is WasmTrapException trap ? trap.CodeOffset >= 0 ? trap.CodeOffset : sources?.At(ilOffset)
        : sources?.OfCall(ilOffset, ElsewhereName);

    private static WasmFrame[] Describe(List<(ModuleCode Code, int Function, int? Offset)> places)
    {
        var lines = new Dictionary<(ModuleCode Code, int Offset), SourceLine?>();
        foreach (var group in places.Where(place => place.Offset is not null).GroupBy(place => place.Code, place => place.Offset!.Value))
        {
            int[] offsets = [.. group.Distinct().Order()];
            foreach (var (offset, line) in offsets.Zip(Lines(group.Key.Module.Contents, offsets)))
            {
                lines[(group.Key, offset)] = line;
            }
        }

        return [.. places.Select(place => new WasmFrame(place.Function, place.Code.Module.FunctionName(place.Function), place.Offset,
            place.Offset is { } offset ? lines[(place.Code, offset)] : null))];
    }

    private static SourceLine?[] Lines(ModuleContents module, int[] offsets)
    {
        var section = Section(module, ".debug_line");
        if (section.IsEmpty)
        {
            return new SourceLine?[offsets.Length];
        }

        // Addresses in debug information count from the start of the code section's content.
        var start = SectionList.Read(module).First(known => known.Name == "code").Offset;
        return new DwarfLines(section, new DwarfTexts(Section(module, ".debug_line_str"), Section(module, ".debug_str"))).Find(Array.ConvertAll(offsets, offset => (ulong)(offset - start)));
    }

    private static ReadOnlyMemory<byte> Section(ModuleContents module, string name)
    {
        var (offset, length) = SectionList.FindCustom(module, name);
        return module.Bytes.AsMemory(offset, length);
    }
}
