namespace Ludos.Wasm.Text.Assembly;

/// <param name="ParameterNames">As long as <paramref name="Parameters"/>; null where unnamed.</param>
internal sealed record FunctionSignature(IReadOnlyList<TextType> Parameters, IReadOnlyList<TextType> Results, IReadOnlyList<string?> ParameterNames)
{
    public static FunctionSignature Empty { get; } = new([], [], []);

    public bool SameTypes(FunctionSignature other) => Parameters.SequenceEqual(other.Parameters) && Results.SequenceEqual(other.Results);

    /// <summary>Equal for signatures of the same types.</summary>
    public string Key()
    {
        var sink = new ByteSink();
        WriteTo(sink);
        return Convert.ToBase64String(sink.ToArray());
    }

    public void WriteTo(ByteSink sink)
    {
        Write(sink, Parameters);
        Write(sink, Results);
    }

    private static void Write(ByteSink sink, IReadOnlyList<TextType> types)
    {
        sink.Unsigned((ulong)types.Count);
        foreach (var type in types)
        {
            type.WriteTo(sink);
        }
    }
}
