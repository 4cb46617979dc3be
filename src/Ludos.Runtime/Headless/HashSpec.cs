using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Ludos.Base;
using Ludos.Modules;
using Ludos.State;

namespace Ludos.Runtime.Headless;

public enum HashSpecErrorCode
{
    Malformed,
    NoSuchRegion,
    OutOfRange,
}

/// <summary>What a state hash covers: <c>*</c>, or spans <c>region</c> and <c>region:OFFSET+LENGTH</c> (decimal or 0x) joined by commas,
/// resolved against an arena. Hashing allocates nothing that lasts and must run between ticks.</summary>
public sealed class HashSpec
{
    /// <summary>Spans that one specification may list.</summary>
    public const int MaxSpans = 1_024;

    private const string Form = "A span reads REGION or REGION:OFFSET+LENGTH, for example memory:0xA0+6400; join spans with commas; * alone takes every region that is not volatile.";

    private readonly ImmutableArray<Span> _spans;

    private HashSpec(ImmutableArray<Span> spans) => _spans = spans;

    private readonly record struct Span(Region Region, int Offset, int Length);

    public static Result<HashSpec, HashSpecErrorCode> Resolve(string text, Arena arena)
    {
        if (text == "*")
        {
            return new HashSpec([.. arena.Regions.Where(region => !region.Schema.IsVolatile)
                .OrderBy(region => region.Name, StringComparer.Ordinal)
                .Select(region => new Span(region, 0, (int)region.SizeBytes))]);
        }

        var parts = text.Split(',');
        if (parts.Length > MaxSpans)
        {
            return new Fault<HashSpecErrorCode>(HashSpecErrorCode.Malformed, $"The hash specification lists {parts.Length} spans; at most {MaxSpans} are taken.", Form);
        }

        var spans = ImmutableArray.CreateBuilder<Span>(parts.Length);
        foreach (var part in parts)
        {
            if (!ResolveSpan(part.Trim(), arena).TryGet(out var span, out var fault))
            {
                return fault;
            }

            spans.Add(span);
        }

        return new HashSpec(spans.MoveToImmutable());
    }

    /// <summary>SHA-256 over the spans' front contents, one after another, as lower-case hex.</summary>
    public string Compute()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var span in _spans)
        {
            hash.AppendData(span.Region.Front.Slice(span.Offset, span.Length));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static Result<Span, HashSpecErrorCode> ResolveSpan(string text, Arena arena)
    {
        var colon = text.LastIndexOf(':');
        var name = colon < 0 ? text : text[..colon];
        if (name.Length == 0 || name == "*")
        {
            return new Fault<HashSpecErrorCode>(HashSpecErrorCode.Malformed, $"'{text}' in the hash specification names no region.", Form);
        }

        if (!arena.TryFind(name, out var region))
        {
            var known = string.Join(", ", arena.Regions.Select(candidate => candidate.Name));
            return new Fault<HashSpecErrorCode>(HashSpecErrorCode.NoSuchRegion, $"The hash specification names region '{name}', which this game does not have.", $"Its regions are {known}.");
        }

        if (region.Schema.HasExternalWriter)
        {
            return new Fault<HashSpecErrorCode>(HashSpecErrorCode.Malformed, $"Region '{name}' is written from outside at any moment.", $"Hash {name}{ReservedNames.SeenSuffix}, which is what the world has seen of it.");
        }

        if (colon < 0)
        {
            return new Span(region, 0, (int)region.SizeBytes);
        }

        var range = text[(colon + 1)..];
        var plus = range.IndexOf('+');
        if (plus < 0 || !TryNumber(range[..plus], out var offset) || !TryNumber(range[(plus + 1)..], out var length))
        {
            return new Fault<HashSpecErrorCode>(HashSpecErrorCode.Malformed, $"'{text}' in the hash specification is not a span.", Form);
        }

        return offset + length > region.SizeBytes
            ? new Fault<HashSpecErrorCode>(HashSpecErrorCode.OutOfRange, $"'{text}' in the hash specification ends at {offset + length}, past the {region.SizeBytes} bytes of region '{name}'.", "Shorten the span.")
            : new Span(region, (int)offset, (int)length);
    }

    private static bool TryNumber(string text, out long number)
    {
        var isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        var parsed = isHex
            ? uint.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            : uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
        number = value;
        return parsed;
    }
}
