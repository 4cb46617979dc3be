using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ludos.Wasm.Tests.Determinism;

/// <summary>
/// This assembly run as a program of its own, so that the runtime can be started with other settings or on another machine:
/// a line about the machine, then a line NAME, tab, HASH for each workload.
/// </summary>
internal static class StateHashProgram
{
    public const string Command = "state-hashes";

    public static int Main(string[] arguments)
    {
        if (arguments is not [Command])
        {
            Console.Error.WriteLine($"usage: dotnet Ludos.Wasm.Tests.dll {Command}. The tests themselves are run by dotnet test.");
            return 2;
        }

        Console.WriteLine(Machine());
        foreach (var (name, hash) in NumericWorkloads.HashAll(CompileOptions.Deterministic))
        {
            Console.WriteLine($"{name}\t{hash}");
        }

        return 0;
    }

    public static string Machine() => $"{RuntimeInformation.ProcessArchitecture}, vectors {(Vector128.IsHardwareAccelerated ? "in hardware" : "in software")}";
}
