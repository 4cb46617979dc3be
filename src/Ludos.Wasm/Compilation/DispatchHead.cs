namespace Ludos.Wasm.Compilation;

/// <summary>A loop's first instructions up to a br_table.</summary>
/// <param name="Offset">Of the loop instruction.</param>
internal sealed record DispatchHead(Block Loop, int Offset)
{
    public int Instructions { get; set; }

    /// <summary>Of the br_table, the default last.</summary>
    public Label[] Landings { get; set; } = [];
}
