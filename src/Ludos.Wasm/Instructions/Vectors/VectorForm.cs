namespace Ludos.Wasm.Instructions;

/// <summary>What a vector instruction takes and gives, and which immediates it has.</summary>
internal enum VectorForm : byte
{
    /// <summary>Address to v128.</summary>
    Load,

    /// <summary>Address and v128.</summary>
    Store,

    /// <summary>Address and v128 to v128; a lane.</summary>
    LoadLane,

    /// <summary>Address and v128; a lane.</summary>
    StoreLane,

    /// <summary>Sixteen bytes.</summary>
    Const,

    /// <summary>Two v128 to v128; sixteen lanes.</summary>
    Shuffle,

    /// <summary>A scalar to v128.</summary>
    Splat,

    /// <summary>v128 to a scalar; a lane.</summary>
    Extract,

    /// <summary>v128 and a scalar to v128; a lane.</summary>
    Replace,
    Unary,
    Binary,
    Ternary,

    /// <summary>v128 to i32.</summary>
    Test,

    /// <summary>v128 and an i32 count to v128.</summary>
    Shift,
}
