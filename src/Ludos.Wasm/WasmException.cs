using Ludos.Wasm.Execution;

namespace Ludos.Wasm;

/// <summary>
/// An exception of wasm code: a tag and values. A host function throws it to throw into wasm, where any try_table with a clause for the tag, or for all, catches it.
/// One that nothing catches ends the call from the host with <see cref="CallOutcome.Exception"/>; it is also what an exnref holds. Immutable; each throw of wasm code
/// makes a new one, and throw_ref throws the same again.
/// </summary>
public sealed class WasmException : Exception
{
    // Read and filled in by compiled code.
    internal readonly WasmValue[] Payload;

    /// <param name="tag">What handlers look for.</param>
    /// <param name="values">One for each parameter of the tag's type.</param>
    /// <exception cref="ArgumentException">Fewer or more values than the tag has, or a reference that is not of the tag's type.</exception>
    public WasmException(WasmTag tag, params ReadOnlySpan<WasmValue> values)
    {
        ArgumentNullException.ThrowIfNull(tag);
        var types = tag.Type.Parameters;
        if (values.Length != types.Length)
        {
            throw new ArgumentException($"The tag has values {tag.Type}; {values.Length} were handed over.", nameof(values));
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (types[i].IsReference)
            {
                ReferenceRules.Checked(types[i], values[i].AsRef);
            }
        }

        Tag = tag;
        Payload = values.ToArray();
    }

    private WasmException(WasmTag tag)
    {
        Tag = tag;
        Payload = tag.Type.Parameters.Length == 0 ? [] : new WasmValue[tag.Type.Parameters.Length];
    }

    public WasmTag Tag { get; }

    /// <summary>One for each parameter of the tag's type.</summary>
    public ReadOnlySpan<WasmValue> Values => Payload;

    public override string Message => $"A wasm exception with values {Tag.Type} was thrown and not caught.";

    /// <summary>Compiled code fills in the values before it throws.</summary>
    internal static WasmException ForTag(WasmTag tag) => new(tag);

    internal static bool HasTag(object? thrown, WasmTag tag) => thrown is WasmException exception && ReferenceEquals(exception.Tag, tag);
}
