using Ludos.Platform.Processes;

namespace Ludos.Games.Tests;

/// <summary>The clang of this machine, and the one that built the committed wasm.</summary>
internal static class CCompiler
{
    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(2);

    public static bool IsHere { get; } = ToolFinder.Find("clang") is not null && ToolFinder.Find("wasm-ld") is not null && ToolFinder.Find("bash") is not null;

    public static string Recorded { get; } = File.ReadAllText(Checkout.PathOf("games/COMPILER")).Trim();

    public static string Here() => (FirstLine("clang") + "\n" + FirstLine("wasm-ld")).Trim();

    public static CapturedOutput Run(string script, params string[] arguments) =>
        ChildProcess.Capture("bash", [script, .. arguments], BuildLimit).TryGet(out var output, out var fault) ? output : throw new InvalidOperationException(fault.ToString());

    /// <summary>One source with the SDK of that folder, as a module is built.</summary>
    public static CapturedOutput Compile(TempFolder folder, string source, string output) =>
        ChildProcess.Capture("clang", [$"@{folder.PathOf("sdk/c/module.flags")}", "-I", folder.PathOf("sdk/c"), "-o", folder.PathOf(output), folder.PathOf(source)], BuildLimit).TryGet(out var result, out var fault)
            ? result
            : throw new InvalidOperationException(fault.ToString());

    private static string FirstLine(string tool) =>
        ChildProcess.Capture(tool, ["--version"], BuildLimit).TryGet(out var output, out var fault) ? output.Output.Split('\n')[0] : throw new InvalidOperationException(fault.ToString());
}
