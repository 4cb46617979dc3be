using Ludos.Projections.Wasm4.Lettering;
using Ludos.Projections.Wasm4.Sound;
using Ludos.Projections.Wasm4.Tracing;

namespace Ludos.Projections.Wasm4.Cart;

/// <summary>What a cart is given by whoever runs it.</summary>
public sealed record CartHost
{
    /// <summary>Glyphs for text. Default: the built-in font.</summary>
    public Font Font { get; init; } = Font.BuiltIn;

    /// <summary>Takes traced lines. Default: they are checked and dropped.</summary>
    public ITraceSink Trace { get; init; } = SilentTrace.Instance;

    /// <summary>Hears of tone calls; null: nobody does.</summary>
    public IToneSink? Tones { get; init; }
}
