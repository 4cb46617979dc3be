namespace Ludos.Wasm.Compilation.Emission;

internal enum HandlerKind
{
    Catch,
    Filter,
    Finally,
}

/// <summary>A protected stretch of IL and its handler, in bytes of the method's code.</summary>
/// <param name="Filter">Start of the filter; 0 without one.</param>
/// <param name="Caught">The exception's type; null for filters and finally.</param>
internal readonly record struct ExceptionRegion(HandlerKind Kind, int TryStart, int TryEnd, int HandlerStart, int HandlerEnd, int Filter, Type? Caught);
