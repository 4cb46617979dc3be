using System.CommandLine;
using Ludos.Wasm;

namespace Ludos.Cli.Commands;

internal static class CommonOptions
{
    /// <summary>How wasm finds accesses out of bounds. Asking for guard pages where there are none is refused with the reason.</summary>
    public static Option<BoundsTier> WasmTier()
    {
        var option = new Option<BoundsTier>("--wasm-tier") { Description = "How wasm's memory accesses are checked: explicit compares each, guard lets the processor do it, auto takes guard where it works." };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && Enum.TryParse<BoundsTier>(result.Tokens[0].Value, ignoreCase: true, out var tier) && tier == BoundsTier.Guard && !GuardTier.IsAvailable)
            {
                result.AddError($"--wasm-tier guard is not to be had here. {GuardTier.UnavailableBecause}");
            }
        });
        return option;
    }

    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document instead of text for people." };
}
