namespace Ludos.Wasm.Compilation;

/// <summary>Which lanes of a value may hold a NaN that arithmetic made, whose bits are the machine's choice until they are made canonical.</summary>
internal enum NanShape : byte
{
    /// <summary>None: the bits are those that the specification's deterministic profile asks for.</summary>
    None,
    F32,
    F64,
}
