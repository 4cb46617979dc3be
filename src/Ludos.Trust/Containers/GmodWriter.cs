using Ludos.Base;

namespace Ludos.Trust;

/// <summary>Writes the one .gmod that a set of files has: equal files give equal bytes, on every machine.</summary>
public static class GmodWriter
{
    /// <param name="files">Content by path, in any order.</param>
    /// <returns>The .gmod, or <see cref="TrustErrorCode.BadPath"/> or <see cref="TrustErrorCode.TooLarge"/>.</returns>
    public static Result<byte[], TrustErrorCode> Write(IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        KeyValuePair<string, ReadOnlyMemory<byte>>[] sorted = [.. files.OrderBy(file => file.Key, StringComparer.Ordinal)];
        if (!GmodPlan.Of(sorted.Select(file => KeyValuePair.Create(file.Key, (long)file.Value.Length))).TryGet(out var plan, out var fault)) return fault;
        var output = new byte[plan.TotalBytes];
        for (var index = 0; index < sorted.Length; index++)
        {
            var content = sorted[index].Value.Span;
            content.CopyTo(output.AsSpan(plan.Files[index].ContentAt));
            plan.SetDigest(index, Digest.Of(content));
        }

        plan.Head().Span.CopyTo(output);
        return output;
    }
}
