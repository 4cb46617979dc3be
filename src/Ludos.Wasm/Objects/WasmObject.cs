namespace Ludos.Wasm;

/// <summary>What <c>eqref</c> refers to: a small integer, a struct or an array. .NET's garbage collector owns these objects.</summary>
public abstract class WasmObject
{
    private protected WasmObject()
    {
    }
}

/// <summary>A struct or an array of a type that a module defines.</summary>
public abstract class WasmAggregate : WasmObject
{
    // Compiled casts read it directly.
    internal readonly DefinedType Type;

    private protected WasmAggregate(DefinedType type) => Type = type;

    /// <summary>The type it was made with; it is of every type above that too.</summary>
    public DefinedType DefinedType => Type;
}
