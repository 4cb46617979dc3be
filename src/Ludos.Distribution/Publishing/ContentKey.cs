namespace Ludos.Distribution;

/// <summary>The key that seals a module's protected files.</summary>
/// <param name="Generation">From 1; a new one for new releases only.</param>
/// <param name="Bytes">32 secret bytes.</param>
public sealed record ContentKey(int Generation, byte[] Bytes);
