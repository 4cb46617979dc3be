using Ludos.Modules;

namespace Ludos.Runtime.World;

/// <param name="Source">The folder or file it came from, absolute.</param>
internal sealed record LoadedModule(IModuleLoader Loader, IPreparedModule Prepared, string Source);
