using System.Collections.Immutable;

namespace Ludos.Wasm;

/// <summary>Parameters and results of a function; two are equal when both lists are.</summary>
public sealed record FunctionType(ImmutableArray<ValueType> Parameters, ImmutableArray<ValueType> Results)
{
    public static FunctionType Empty { get; } = new([], []);

    public bool Equals(FunctionType? other) =>
        other is not null && Parameters.AsSpan().SequenceEqual(other.Parameters.AsSpan()) && Results.AsSpan().SequenceEqual(other.Results.AsSpan());

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var parameter in Parameters)
        {
            hash.Add((byte)parameter);
        }

        hash.Add(Parameters.Length);
        foreach (var result in Results)
        {
            hash.Add((byte)result);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => $"({Join(Parameters)}) -> ({Join(Results)})";

    private static string Join(ImmutableArray<ValueType> types) => string.Join(", ", types.Select(type => type.ToString().ToLowerInvariant()));
}
