namespace Ludos.Modules;

/// <summary>Prepared code and the instance of it that is bound to the world.</summary>
/// <param name="Group">What it came with, and goes back with; null for code that came alone.</param>
internal sealed record SlotVersion(IPreparedModule Prepared, IModuleInstance Instance, SwapGroup? Group);
