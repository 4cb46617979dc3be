namespace Ludos.Wasm.Tests.Wast.Assembly;

/// <param name="ParameterNames">As long as <paramref name="Parameters"/>; null where unnamed.</param>
internal sealed record Signature(byte[] Parameters, byte[] Results, string?[] ParameterNames)
{
    public static Signature Empty { get; } = new([], [], []);

    public bool SameTypes(Signature other) =>
        Parameters.AsSpan().SequenceEqual(other.Parameters) && Results.AsSpan().SequenceEqual(other.Results);
}
