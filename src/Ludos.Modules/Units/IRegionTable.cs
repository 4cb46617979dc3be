using System.Diagnostics.CodeAnalysis;
using Ludos.State;

namespace Ludos.Modules;

/// <summary>
/// The regions of a world by name, with their write leases. The runtime makes it and hands it to instances. Leases outlive a
/// swap: the old and the new instance share them, and only the one in use writes.
/// </summary>
public interface IRegionTable
{
    bool TryGet(string name, [MaybeNullWhen(false)] out Region region);

    /// <summary>The lease of a region. Ask only for regions that a unit declares in its writes.</summary>
    RegionWriter Writer(string name);
}
