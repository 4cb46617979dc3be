using Ludos.Store;

namespace Ludos.Bench.Distribution.Store;

/// <summary>What is put.</summary>
/// <param name="Name">In the figures.</param>
/// <param name="Content">One file.</param>
/// <param name="Sealer">Seals it; null for plain.</param>
/// <param name="IsEncoded">Whether the chunks come compressed, as an install gets them.</param>
internal sealed record StoreCase(string Name, byte[] Content, Sealer? Sealer, bool IsEncoded);
