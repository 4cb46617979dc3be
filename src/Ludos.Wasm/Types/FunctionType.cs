using System.Collections.Immutable;

namespace Ludos.Wasm;

/// <summary>What a defined type is made of: a <see cref="FunctionType"/>, a <see cref="StructType"/> or an <see cref="ArrayType"/>.</summary>
public abstract record CompositeType;

/// <summary>Parameters and results of a function; two are equal when both lists are.</summary>
public sealed record FunctionType(ImmutableArray<ValueType> Parameters, ImmutableArray<ValueType> Results) : CompositeType
{
    public static FunctionType Empty { get; } = new([], []);

    public bool Equals(FunctionType? other) =>
        other is not null && Parameters.AsSpan().SequenceEqual(other.Parameters.AsSpan()) && Results.AsSpan().SequenceEqual(other.Results.AsSpan());

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var parameter in Parameters)
        {
            hash.Add(parameter);
        }

        hash.Add(Parameters.Length);
        foreach (var result in Results)
        {
            hash.Add(result);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => $"({string.Join(", ", Parameters)}) -> ({string.Join(", ", Results)})";
}
