namespace Ludos.Wasm.Compilation;

/// <summary>
/// The blocks at a function's end in which traps are raised. Places that trap for one reason share a block, for there are many of them and each block
/// costs the just-in-time compiler time; kinds that are rare in code have one each, so that the place is known.
/// </summary>
internal sealed class TrapSites(ILWriter il, bool exact)
{
    private readonly Dictionary<(TrapKind Kind, bool FuelLive, int Source), int> _known = [];
    private readonly List<(TrapKind Kind, bool FuelLive, Label Label, int Source)> _all = [];

    /// <summary>Blocks to write, with the one place that branches there, or <see cref="ILWriter.NoSource"/> for several.</summary>
    public IEnumerable<(TrapKind Kind, bool FuelLive, Label Label, int Source)> All => _all;

    /// <summary>Where to branch from the place that is being translated.</summary>
    public Label Of(TrapKind kind, bool fuelLive)
    {
        var key = (kind, fuelLive, exact || IsRare(kind) ? il.Source : ILWriter.NoSource);
        if (_known.TryGetValue(key, out var index))
        {
            var site = _all[index];
            _all[index] = site with { Source = site.Source == il.Source ? il.Source : ILWriter.NoSource };
            return site.Label;
        }

        _known[key] = _all.Count;
        _all.Add((kind, fuelLive, il.DefineLabel(), il.Source));
        return _all[^1].Label;
    }

    private static bool IsRare(TrapKind kind) => kind is TrapKind.Unreachable or TrapKind.IntegerDivideByZero or TrapKind.IntegerOverflow;
}
