using Ludos.Base;

namespace Ludos.Store;

/// <summary>What a scan found.</summary>
/// <param name="Objects">Copies read.</param>
/// <param name="Bytes">Stored bytes read.</param>
/// <param name="Damaged">Objects of which no whole copy is left: fetch them again. Their damaged copies are no longer handed out and go at the next collection.</param>
/// <param name="Repaired">Objects with a damaged copy and a whole one.</param>
/// <param name="Unopened">Sealed objects that no given key opens: their stored bytes are whole, their content was not compared.</param>
/// <param name="DamagedPacks">Packs whose table is damaged: found by walking through them, and written anew at the next collection.</param>
public sealed record ScanReport(int Objects, long Bytes, IReadOnlyList<Digest> Damaged, IReadOnlyList<Digest> Repaired, IReadOnlyList<Digest> Unopened, IReadOnlyList<string> DamagedPacks);
