using Ludos.Base;

namespace Ludos.Store;

/// <summary>What the store knows of an object without reading it.</summary>
/// <param name="Digest">Of the plain bytes.</param>
/// <param name="Encoding">How it is kept.</param>
/// <param name="PlainBytes">Plain length.</param>
/// <param name="StoredBytes">Kept length, without head.</param>
public readonly record struct StoredObject(Digest Digest, ObjectEncoding Encoding, int PlainBytes, int StoredBytes);

/// <summary>Where an object's stored bytes lie, for who hands files to the system to send.</summary>
/// <param name="Object">What it is.</param>
/// <param name="Path">The pack's file. It may be gone once <see cref="ChunkStore.Collect"/> has run: then ask again.</param>
/// <param name="OffsetBytes">Where the stored bytes begin in it.</param>
public readonly record struct StoredPlace(StoredObject Object, string Path, long OffsetBytes);
