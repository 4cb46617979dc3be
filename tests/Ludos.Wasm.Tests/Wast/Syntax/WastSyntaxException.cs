namespace Ludos.Wasm.Tests.Wast.Syntax;

/// <summary>The text is not a script or not a module: what assert_malformed expects of text.</summary>
internal sealed class WastSyntaxException(string message, Position at) : Exception($"{at}: {message}")
{
    public Position At { get; } = at;
}
