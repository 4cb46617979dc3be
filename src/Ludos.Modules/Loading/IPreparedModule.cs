using Ludos.Base;
using Ludos.State;

namespace Ludos.Modules;

/// <summary>A module whose code is compiled and checked, not yet bound to a world. Immutable and thread-safe.</summary>
public interface IPreparedModule
{
    ModulePackage Package { get; }

    /// <summary>Regions it declares, <c>&lt;id&gt;.memory</c> and <c>&lt;id&gt;.globals</c> among them where its memory is a region.</summary>
    IReadOnlyList<RegionSchema> Regions { get; }

    /// <summary>First content by region name, for those that do not start as zeros. At most the region's size.</summary>
    IReadOnlyDictionary<string, byte[]> InitialContents { get; }

    IReadOnlyList<UnitDescriptor> Units { get; }

    /// <summary>Every region that its units publish, each once: what they declare in writes, and its memory where that is a region.</summary>
    IReadOnlyList<string> PublishedRegions => [.. Units.SelectMany(unit => unit.Writes).Distinct(StringComparer.Ordinal)];

    /// <summary>Text that is equal for two modules whose memory region can be carried from one to the other; empty where none is carried.</summary>
    string MemoryLayout { get; }

    /// <summary>Makes an instance, beside a running one if there is one: no region is touched before a unit runs.</summary>
    Result<IModuleInstance, ModuleErrorCode> Instantiate(IRegionTable regions);
}

/// <summary>A module bound to a world's regions. Its units share one thread at a time.</summary>
public interface IModuleInstance : IDisposable
{
    ModulePackage Package { get; }

    /// <summary>In the manifest's order.</summary>
    IReadOnlyList<IUnit> Units { get; }

    /// <summary>Told between two ticks that its units run from now on. Allocates nothing.</summary>
    /// <param name="displaced">The instance whose units ran until now.</param>
    void Activate(IModuleInstance displaced)
    {
    }

    /// <summary>Told between two ticks that its regions were given content of an earlier moment, and whatever it had come to since is undone.</summary>
    /// <param name="writtenBy">The code that had left that content; its own, unless it was swapped in since.</param>
    void TakeUp(IPreparedModule writtenBy)
    {
    }
}
