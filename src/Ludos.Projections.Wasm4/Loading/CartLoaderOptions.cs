using Ludos.Projections.Wasm4.Cart;
using Ludos.Projections.Wasm4.Disk;
using Ludos.Wasm;

namespace Ludos.Projections.Wasm4.Loading;

/// <summary>What the loader gives every cart it makes.</summary>
public sealed record CartLoaderOptions
{
    /// <summary>Font, trace and tone sinks. Default: the built-in font, nobody listening.</summary>
    public CartHost Host { get; init; } = new();

    /// <summary>Keeps disks. Default: for as long as the process runs.</summary>
    public IDiskStore Disks { get; init; } = new SessionDiskStore();

    /// <summary>Keeps compiled carts. Default: none.</summary>
    public CodeCache? CodeCache { get; init; }
}
