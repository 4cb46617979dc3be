using System.Collections.Immutable;

namespace Ludos.Trust;

/// <summary>What a revocation list says. Immutable.</summary>
/// <param name="Number">1 to <see cref="MaxNumber"/>; greater with every list of an issuer.</param>
/// <param name="IssuedAt">UTC, whole seconds.</param>
/// <param name="Expires">UTC, whole seconds; after this nothing new is accepted on this list's word.</param>
/// <param name="Serials">In ordinal order, each once. One may leave the list when its certificate has expired.</param>
public sealed record RevocationTerms(long Number, DateTimeOffset IssuedAt, DateTimeOffset Expires, ImmutableArray<string> Serials)
{
    /// <summary>What JavaScript's numbers hold exactly.</summary>
    public const long MaxNumber = (1L << 53) - 1;
}
