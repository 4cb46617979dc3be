using Ludos.Base;

namespace Ludos.Distribution;

/// <summary>An object by the SHA-256 of its plain bytes, and how many they are.</summary>
public readonly record struct ObjectRef(Digest Digest, long SizeBytes);
