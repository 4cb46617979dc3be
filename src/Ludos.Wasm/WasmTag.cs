namespace Ludos.Wasm;

/// <summary>The identity of a kind of exception: two tags of one type are still two tags. Immutable.</summary>
public sealed class WasmTag
{
    /// <param name="type">A function type without results; its parameters are the values of the exception.</param>
    /// <exception cref="ArgumentException">Another kind of type, or one with results.</exception>
    public WasmTag(DefinedType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (type.Composite is not FunctionType { Results.Length: 0 })
        {
            throw new ArgumentException("A tag has a function type without results.", nameof(type));
        }

        DefinedType = type;
    }

    public DefinedType DefinedType { get; }

    /// <summary>Its parameters are the values of the exception.</summary>
    public FunctionType Type => (FunctionType)DefinedType.Composite;
}
