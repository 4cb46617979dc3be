using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ludos.Wasm.Tests.Determinism;

/// <summary>
/// This assembly run as a program of its own, so that the runtime can be started with other settings or on another machine. A line about the
/// machine comes first.
/// </summary>
internal static class ChildProgram
{
    /// <summary>Prints a line NAME, tab, HASH for each of <see cref="NumericWorkloads"/>.</summary>
    public const string StateHashes = "state-hashes";

    /// <summary>Prints what failed of <see cref="ScriptSweep"/>, a line each, and how many assertions held.</summary>
    public const string Scripts = "scripts";

    /// <summary>With a count: prints a line SEED, tab, HASHES for each of <see cref="RandomModules"/>.</summary>
    public const string Modules = "random-modules";

    public static int Main(string[] arguments)
    {
        Console.WriteLine($"{RuntimeInformation.ProcessArchitecture}, vectors {(Vector128.IsHardwareAccelerated ? "in hardware" : "in software")}");
        switch (arguments)
        {
            case [StateHashes]:
                foreach (var (name, hash) in NumericWorkloads.HashAll(CompileOptions.Deterministic))
                {
                    Console.WriteLine($"{name}\t{hash}");
                }

                return 0;
            case [Scripts]:
                var (failures, held) = ScriptSweep.Run(new CompileOptions());
                Console.WriteLine(string.Join('\n', [.. failures, $"{held} held"]));
                return failures.Count == 0 ? 0 : 1;
            case [Modules, var count]:
                Console.WriteLine(string.Join('\n', RandomModules.Run(CompileOptions.Deterministic, int.Parse(count, CultureInfo.InvariantCulture))));
                return 0;
            default:
                Console.Error.WriteLine($"usage: dotnet Ludos.Wasm.Tests.dll {StateHashes} | {Scripts} | {Modules} COUNT. The tests themselves are run by dotnet test.");
                return 2;
        }
    }
}
