namespace Ludos.Wasm;

/// <summary>The result type of a <see cref="TypedFunction{TResult}"/> that returns nothing.</summary>
public readonly record struct NoResult;
