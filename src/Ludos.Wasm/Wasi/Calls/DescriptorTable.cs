using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Ludos.Wasm.Wasi.Calls;

/// <summary>A program's descriptors by number; a new one gets the lowest free number.</summary>
internal sealed class DescriptorTable : IDisposable
{
    private const int FirstPreopen = 3;

    private readonly List<Descriptor?> _entries = [];
    private readonly int _most;
    private readonly IReadOnlyList<WasiPreopen> _granted;

    public DescriptorTable(WasiOptions options)
    {
        _most = options.Limits.MaxDescriptors;
        _granted = options.Folders;
        if (options.Folders.Count + FirstPreopen > _most)
        {
            throw new ArgumentException($"{options.Folders.Count} folders are more than {_most} descriptors hold.", nameof(options));
        }

        _entries.Add(new Descriptor(options.Input, WasiRights.Stream & ~WasiRights.FdWrite, WasiRights.None) { IsGranted = true });
        _entries.Add(new Descriptor(options.Output, WasiRights.Stream & ~WasiRights.FdRead, WasiRights.None) { IsGranted = true });
        _entries.Add(new Descriptor(options.Error, WasiRights.Stream & ~WasiRights.FdRead, WasiRights.None) { IsGranted = true });
        foreach (var preopen in options.Folders)
        {
            if (preopen.Name.Contains('\0', StringComparison.Ordinal))
            {
                throw new ArgumentException("A folder's name holds a NUL.", nameof(options));
            }

            var taken = preopen.ReadOnly ? WasiRights.Changing : WasiRights.None;
            _entries.Add(new Descriptor(preopen.Folder, WasiRights.Directory & ~taken, (WasiRights.Directory | WasiRights.File) & ~taken) { IsGranted = true, PreopenName = Encoding.UTF8.GetBytes(preopen.Name) });
        }

        Count = _entries.Count;
    }

    public int Count { get; private set; }

    public bool IsDisposed { get; private set; }

    public bool HasRoom => Count < _most;

    public bool TryGet(int number, [NotNullWhen(true)] out Descriptor? descriptor)
    {
        descriptor = (uint)number < (uint)_entries.Count ? _entries[number] : null;
        return descriptor is not null;
    }

    /// <summary>Badf for no descriptor, Notcapable when it lacks a right.</summary>
    public WasiErrno Get(int number, WasiRights needed, out Descriptor descriptor)
    {
        var found = TryGet(number, out var entry);
        descriptor = entry!;
        return !found ? WasiErrno.Badf : (entry!.Rights & needed) == needed ? WasiErrno.Success : WasiErrno.Notcapable;
    }

    /// <summary>As <see cref="Get"/>, and Notdir when it is no folder.</summary>
    public WasiErrno GetFolder(int number, WasiRights needed, out IWasiDirectory folder)
    {
        folder = null!;
        if (!TryGet(number, out var entry))
        {
            return WasiErrno.Badf;
        }

        if (entry.Node is not IWasiDirectory directory)
        {
            return WasiErrno.Notdir;
        }

        folder = directory;
        return (entry.Rights & needed) == needed ? WasiErrno.Success : WasiErrno.Notcapable;
    }

    /// <summary>Only while <see cref="HasRoom"/>.</summary>
    public int Add(Descriptor descriptor)
    {
        Count++;
        var free = _entries.IndexOf(null);
        if (free < 0)
        {
            _entries.Add(descriptor);
            return _entries.Count - 1;
        }

        _entries[free] = descriptor;
        return free;
    }

    public WasiErrno Close(int number)
    {
        if (!TryGet(number, out var descriptor))
        {
            return WasiErrno.Badf;
        }

        _entries[number] = null;
        Count--;
        Release(descriptor);
        return WasiErrno.Success;
    }

    /// <summary>Gives a descriptor another's number, and closes that one.</summary>
    public WasiErrno Renumber(int from, int to)
    {
        if (!TryGet(from, out var moved) || !TryGet(to, out var replaced))
        {
            return WasiErrno.Badf;
        }

        if (from != to)
        {
            _entries[to] = moved;
            _entries[from] = null;
            Count--;
            Release(replaced);
        }

        return WasiErrno.Success;
    }

    public void Dispose()
    {
        _entries.ForEach(Release);
        foreach (var preopen in _granted)
        {
            preopen.Folder.Dispose();
        }

        _entries.Clear();
        Count = 0;
        IsDisposed = true;
    }

    /// <summary>What the host granted stays its own until all of it is given back: it may be granted twice.</summary>
    private static void Release(Descriptor? descriptor)
    {
        if (descriptor is { IsGranted: false })
        {
            descriptor.Node.Dispose();
        }
    }
}
