namespace Ludos.Distribution;

/// <summary>The key that seals a module's protected files.</summary>
/// <param name="Generation">Rises from key to key of a module.</param>
/// <param name="Bytes">32 secret bytes.</param>
public sealed record ContentKey(int Generation, byte[] Bytes);
