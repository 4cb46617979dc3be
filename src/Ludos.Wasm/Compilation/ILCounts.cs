namespace Ludos.Wasm.Compilation;

/// <summary>How much IL there is, as the just-in-time compiler counts.</summary>
internal readonly record struct ILCounts(int Bytes, int Instructions, int Blocks, int LocalReferences);
