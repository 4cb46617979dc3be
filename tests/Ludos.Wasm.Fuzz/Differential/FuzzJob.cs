using Ludos.Wasm.Fuzz.Generation;

namespace Ludos.Wasm.Fuzz.Differential;

/// <summary>One module and the calls into it, both determined by the seed.</summary>
public sealed record FuzzJob(ulong Seed, FuzzFeatures Features, GeneratedModule Module, int Calls)
{
    /// <summary>After so many calls, and after the last, memories, globals and tables are looked at.</summary>
    public const int CallsBetweenLooks = 64;

    public static FuzzJob Of(ulong seed, FuzzFeatures features, int calls) => new(seed, features, ModuleGenerator.Generate(seed, features), calls);

    /// <summary>A module of any origin that keeps to the generator's conventions.</summary>
    /// <exception cref="InvalidOperationException">It is not valid.</exception>
    public static FuzzJob OfModule(byte[] bytes, int calls)
    {
        var module = WasmModule.Decode(bytes).Value;
        var exports = module.Exports.Where(export => export.Function is not null && export.Name.StartsWith('f')).Select(export => new GeneratedExport(
            export.Name, [.. export.Function!.Parameters.Select(type => type == ValueType.I32 ? Wire.I32 : Wire.I64)], export.Function.Results.Length));
        return new FuzzJob(0, FuzzFeatures.None, new GeneratedModule(bytes, [.. exports], module.Exports.Count(export => export.Kind == ExternKind.Memory)), calls);
    }

    internal int CallSeed => (int)(Seed ^ (Seed >> 32));
}

/// <summary>What one side saw.</summary>
/// <param name="Hashes">One a look.</param>
/// <param name="Trapped">Calls that ended in a trap or an exception.</param>
/// <param name="Details">One line a call when asked for, else empty.</param>
/// <param name="Error">Why the module could not be run at all; null when it was.</param>
public sealed record SideReport(IReadOnlyList<uint> Hashes, int Trapped, IReadOnlyList<string> Details, string? Error);
