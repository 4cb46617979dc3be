namespace Ludos.Platform.Faults;

/// <summary>An access that the processor refused, inside a watched range.</summary>
/// <param name="Address">The byte that could not be reached; for an access that straddles a page, the first on the page that refused.</param>
/// <param name="InstructionAddress">The native instruction that tried.</param>
public readonly record struct AccessFault(nuint Address, nuint InstructionAddress);
