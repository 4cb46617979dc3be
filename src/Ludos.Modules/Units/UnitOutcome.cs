namespace Ludos.Modules;

/// <summary>Why a unit's tick does not count.</summary>
public enum UnitFault
{
    None,

    /// <summary>The code trapped.</summary>
    Trap,

    /// <summary>It used up its fuel: at the same point on every machine.</summary>
    OverBudget,

    /// <summary>The wall clock stopped it: the last resort, and a recorded event.</summary>
    Interrupted,

    /// <summary>It returned a fault code of its own.</summary>
    ReturnedError,
}

/// <summary>How one call of a unit ended.</summary>
/// <param name="Fault"><see cref="UnitFault.None"/>: what it wrote is published. Else nothing is.</param>
/// <param name="Detail">One sentence about the fault; null without one.</param>
/// <param name="FuelUsed">Fuel of this call.</param>
public readonly record struct UnitOutcome(UnitFault Fault, string? Detail, long FuelUsed)
{
    public bool IsOk => Fault == UnitFault.None;
}
