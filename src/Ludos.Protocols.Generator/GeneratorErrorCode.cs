namespace Ludos.Protocols.Generator;

/// <summary>Why nothing was generated.</summary>
public enum GeneratorErrorCode
{
    /// <summary>What was read is no request of the capnp compiler.</summary>
    BadRequest,

    /// <summary>The schema uses something that Ludos does not generate: interfaces, capabilities.</summary>
    Unsupported,

    /// <summary>A struct marked $memory that cannot lie in shared memory: pointers, bits, unions, defaults.</summary>
    BadMemoryStruct,

    /// <summary>A map whose placements overlap, are not aligned, or name no struct.</summary>
    BadMap,

    /// <summary>Two things would have one name in a generated file.</summary>
    NameTaken,
}
