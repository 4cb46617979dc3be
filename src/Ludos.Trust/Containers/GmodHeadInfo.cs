using System.Collections.Immutable;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>What a .gmod's head says: where its files will lie, and their digests. Their content is not known yet.</summary>
/// <param name="Digest">The module's name: SHA-256 of the head.</param>
/// <param name="HeadBytes">Length of the head: header and directory.</param>
/// <param name="TotalBytes">Length of the whole file.</param>
/// <param name="Entries">In ordinal order of paths.</param>
public sealed record GmodHeadInfo(Digest Digest, int HeadBytes, int TotalBytes, ImmutableArray<GmodEntry> Entries);
