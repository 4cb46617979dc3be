using Ludos.Wasm;

namespace Ludos.Cli.Commands.Wasm;

/// <summary>What `wasm run` was asked for.</summary>
/// <param name="Arguments">Of the program, its name not included; of the function, as numbers.</param>
/// <param name="Folders">Granted, in order.</param>
/// <param name="Variables">NAME=VALUE.</param>
/// <param name="Clock">Whether clocks are granted.</param>
/// <param name="Random">Whether the system's randomness is granted.</param>
/// <param name="Seed">Repeating randomness instead.</param>
/// <param name="Fuel">Units.</param>
/// <param name="Invoke">The export to call; null: _start.</param>
/// <param name="Tier">How memory accesses are checked.</param>
/// <param name="Json">One document with the program's output in it, in place of the output.</param>
internal sealed record WasmRunRequest(
    string[] Arguments,
    WasmRunFolder[] Folders,
    string[] Variables,
    bool Clock,
    bool Random,
    ulong? Seed,
    long Fuel,
    string? Invoke,
    BoundsTier Tier,
    bool Json)
{
    /// <summary>Hears of every call. The program's output and results then give way to the profile: they go to standard error.</summary>
    public WasmProfiler? Profiler { get; init; }
}

/// <summary>One --dir.</summary>
/// <param name="Host">A folder of this machine.</param>
/// <param name="Guest">What the program calls it.</param>
/// <param name="ReadOnly">Nothing in it can be changed.</param>
internal sealed record WasmRunFolder(string Host, string Guest, bool ReadOnly)
{
    private const string Separator = "::";
    private const string ReadOnlySuffix = ":ro";

    public static WasmRunFolder Parse(string text)
    {
        var isReadOnly = text.EndsWith(ReadOnlySuffix, StringComparison.Ordinal);
        var pair = isReadOnly ? text[..^ReadOnlySuffix.Length] : text;
        var at = pair.IndexOf(Separator, StringComparison.Ordinal);
        return at < 0
            ? new WasmRunFolder(pair, pair, isReadOnly)
            : new WasmRunFolder(pair[..at], pair[(at + Separator.Length)..], isReadOnly);
    }
}
