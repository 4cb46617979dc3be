using Ludos.Base;
using Ludos.Store;

namespace Ludos.Registry.Objects;

/// <summary>An object that is there.</summary>
/// <param name="Digest">SHA-256 of its plain bytes.</param>
/// <param name="Path">The file that holds it.</param>
/// <param name="LengthBytes">As stored, encoded.</param>
internal sealed record ObjectPlace(Digest Digest, ObjectEncoding Encoding, string Path, long LengthBytes);
