using Ludos.Base;
using Ludos.Platform.Memory;
using Ludos.State;
using Ludos.Wasm;

namespace Ludos.Modules;

/// <summary>The windows of one unit that lie behind its memory, mapped or copied. Tick thread only once made; allocates nothing then.</summary>
internal sealed unsafe class PlacedWindows : IDisposable
{
    private readonly WasmMemory? _memory;
    private readonly long _start;
    private readonly WindowArea _area;
    private readonly MappedWindow[] _mapped;
    private readonly (Window Window, uint Pointer)[] _copies;
    private readonly SharedSegment[] _sealed;

    private PlacedWindows(WasmMemory? memory, long start, WindowArea area, MappedWindow[] mapped, (Window, uint)[] copies, Window[] replaced, SharedSegment[] segments)
    {
        _memory = memory;
        _start = start;
        _area = area;
        _mapped = mapped;
        _copies = copies;
        Replaced = replaced;
        _sealed = segments;
    }

    /// <summary>The whole area: resetting memory leaves it alone.</summary>
    public IEnumerable<(int Start, int Length)> Kept => _area.SizeBytes == 0 ? [] : [((int)_start, (int)_area.SizeBytes)];

    /// <summary>Copies that begin as zeros.</summary>
    public Window[] Replaced { get; }

    public IEnumerable<Window> Copies => _copies.Select(copy => copy.Window);

    /// <summary>Lays out the area, which begins where the module's own memory ends, and maps what is to be mapped.</summary>
    public static Result<PlacedWindows, ModuleErrorCode> Make(WindowArea area, WasmInstance instance, WasmMemory? memory, long start, IReadOnlyDictionary<string, WindowExport> exports, IRegionTable regions, string where)
    {
        var mapped = new List<MappedWindow>();
        var copies = new List<(Window, uint)>();
        var replaced = new List<Window>();
        var segments = new List<SharedSegment>();
        foreach (AreaPlace place in area.Places)
        {
            long address = start + place.Offset;
            uint pointer = (uint)exports[place.Region.Name].Address;
            if (place.IsMapped)
            {
                RegionWriter? writer = place.Use is WindowUse.Write or WindowUse.Replace ? regions.Writer(place.Region.Name) : null;
                var window = new MappedWindow(place, writer, memory!, (uint)address, pointer);
                if (!window.TryMap()) return NotMapped(place, segments, where);
                mapped.Add(window);
                continue;
            }

            bool isSealed = place.Offset < area.ReadOnlyBytes;
            byte* content = memory!.Base + address;
            if (isSealed && Sealed(place, content) is { } segment)
            {
                segments.Add(segment);
                content = segment.Base;
            }
            else if (isSealed && instance.Code.Tier == BoundsTier.Guard)
            {
                return NotMapped(place, segments, where);
            }

            var copy = new Window(place.Region, content, (int)address, isSealed);
            copies.Add((copy, pointer));
            if (place.Use == WindowUse.Replace) replaced.Add(copy);
        }

        if (area.ReadOnlyBytes != 0) instance.SetReadOnlyRange((ulong)start, (ulong)area.ReadOnlyBytes, at => area.RegionAt((long)at - start) is { } region ? $"region {region}" : null);
        return new PlacedWindows(memory, start, area, [.. mapped], [.. copies], [.. replaced], [.. segments]);
    }

    public void Dispose()
    {
        foreach (SharedSegment segment in _sealed) segment.Dispose();
    }

    public bool Holds(int address) => address >= _start && address < _start + _area.SizeBytes;

    public bool TryBegin()
    {
        foreach ((Window window, uint pointer) in _copies) *(uint*)(_memory!.Base + pointer) = (uint)window.Address;
        foreach (MappedWindow window in _mapped)
        {
            if (window.TryBegin()) continue;
            Discard();
            return false;
        }

        return true;
    }

    public void Publish()
    {
        foreach (MappedWindow window in _mapped) window.Publish();
    }

    public void Discard()
    {
        foreach (MappedWindow window in _mapped) window.Discard();
    }

    /// <summary>Memory for a copy that lies here for the host to write, and at <paramref name="target"/> for the unit to read. Null where the platform has no such thing.</summary>
    private static SharedSegment? Sealed(AreaPlace place, byte* target)
    {
        if (!SharedSegment.Create($"ludos:window:{place.Region.Name}", place.SizeBytes).TryGet(out SharedSegment? segment, out _)) return null;
        if (segment.TryMapAgain(target, 0, place.SizeBytes, writable: false)) return segment;
        segment.Dispose();
        return null;
    }

    private static Fault<ModuleErrorCode> NotMapped(AreaPlace place, List<SharedSegment> made, string where)
    {
        made.ForEach(segment => segment.Dispose());
        return new Fault<ModuleErrorCode>(ModuleErrorCode.OutOfMemory, $"{where}: the system will not map region {place.Region.Name} into its memory.", "Close other programs, or raise vm.max_map_count.");
    }
}
