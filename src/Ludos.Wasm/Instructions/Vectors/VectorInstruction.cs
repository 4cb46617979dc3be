namespace Ludos.Wasm.Instructions;

/// <summary>A row of the table of vector instructions.</summary>
/// <param name="Code">Number behind the 0xFD prefix.</param>
/// <param name="Shape">Before the dot.</param>
/// <param name="Operation">After the dot.</param>
/// <param name="Form">Operands, result and immediates.</param>
/// <param name="AccessBytes">Bytes of memory that a load or store touches; 0 for others.</param>
internal sealed record VectorInstruction(int Code, VectorShape Shape, string Operation, VectorForm Form, int AccessBytes)
{
    /// <summary>As the text format spells it.</summary>
    public string Name { get; } = $"{Shape.Name}.{Operation}";

    /// <summary>Lane immediates are below this.</summary>
    public int LaneLimit => Form switch
    {
        VectorForm.LoadLane or VectorForm.StoreLane => VectorShape.VectorBytes / AccessBytes,
        VectorForm.Shuffle => 2 * VectorShape.VectorBytes,
        VectorForm.Extract or VectorForm.Replace => Shape.Lanes,
        _ => 1,
    };

    public int Operands => Form switch
    {
        VectorForm.Const => 0,
        VectorForm.Load or VectorForm.Splat or VectorForm.Extract or VectorForm.Unary or VectorForm.Test => 1,
        VectorForm.Ternary => 3,
        _ => 2,
    };

    public int Results => Form is VectorForm.Store or VectorForm.StoreLane ? 0 : 1;

    public bool IsAccess => AccessBytes != 0;
}
