namespace Ludos.Modules;

/// <summary>Prepared code and the instance of it that is bound to the world.</summary>
internal sealed record SlotVersion(IPreparedModule Prepared, IModuleInstance Instance);
