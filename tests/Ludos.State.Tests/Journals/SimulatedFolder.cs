using Ludos.Base;
using Ludos.Platform.Files;
using Ludos.State.Tests.Layout;

namespace Ludos.State.Tests.Journals;

/// <summary>
/// A folder on a machine that loses power. Bytes that were not synced are there in part, as zeros, or not at all, each sector by itself; names that were not synced
/// are there as far as an ordered log of the file system got. Deterministic but for the order in which threads call it.
/// </summary>
internal sealed class SimulatedFolder(int seed) : IFolder
{
    private const int SectorBytes = 512;

    private readonly Lock _gate = new();
    private readonly Mutations _chance = new((ulong)seed + 1);
    private readonly Dictionary<string, Disk> _names = new(StringComparer.Ordinal);
    private readonly List<Action<Dictionary<string, Disk>>> _unsynced = [];
    private Dictionary<string, Disk> _syncedNames = new(StringComparer.Ordinal);
    private long _operations;

    private sealed class Disk
    {
        internal byte[] Bytes = [];
        internal byte[] Synced = [];
    }

    public string Path => "simulated";

    /// <summary>From this operation on the machine is dead: nothing happens any more, and nothing succeeds.</summary>
    internal long DiesAt { get; set; } = long.MaxValue;

    /// <summary>Appends and syncs are refused while this is set.</summary>
    internal FileErrorCode? Refuses { get; set; }

    /// <summary>How long each sync takes.</summary>
    internal ManualResetEventSlim? SyncsWait { get; set; }

    internal long Operations => Interlocked.Read(ref _operations);

    internal bool IsDead => Operations >= DiesAt;

    /// <summary>The folder after the power came back.</summary>
    internal SimulatedFolder Reboot(int seed)
    {
        lock (_gate)
        {
            var after = new SimulatedFolder(seed);
            var names = new Dictionary<string, Disk>(_syncedNames, StringComparer.Ordinal);
            foreach (var change in _unsynced.Take(_chance.Below(_unsynced.Count + 1)))
            {
                change(names);
            }

            foreach (var (name, disk) in names)
            {
                var bytes = Surviving(disk);
                after._names[name] = new Disk { Bytes = bytes, Synced = bytes };
            }

            after._syncedNames = new Dictionary<string, Disk>(after._names, StringComparer.Ordinal);
            return after;
        }
    }

    public Result<IReadOnlyList<string>, FileErrorCode> Names()
    {
        lock (_gate)
        {
            return _names.Keys.Order(StringComparer.Ordinal).ToArray();
        }
    }

    public Result<IAppendFile, FileErrorCode> Create(string name)
    {
        lock (_gate)
        {
            if (Fault() is { } fault)
            {
                return fault;
            }

            var disk = new Disk();
            Change(names => names[name] = disk);
            return new File(this, disk);
        }
    }

    public Result<IReadFile, FileErrorCode> OpenFile(string name)
    {
        lock (_gate)
        {
            return _names.TryGetValue(name, out var disk) ? new Logs.MemoryLog(disk.Bytes) : new Fault<FileErrorCode>(FileErrorCode.NotFound, name);
        }
    }

    public Fault<FileErrorCode>? Rename(string from, string to) => Try(() => Change(names =>
    {
        if (names.Remove(from, out var disk))
        {
            names[to] = disk;
        }
    }));

    public Fault<FileErrorCode>? Delete(string name) => Try(() => Change(names => names.Remove(name)));

    public Fault<FileErrorCode>? Sync() => Try(() =>
    {
        _syncedNames = new Dictionary<string, Disk>(_names, StringComparer.Ordinal);
        _unsynced.Clear();
    });

    public void Dispose()
    {
    }

    private byte[] Surviving(Disk disk)
    {
        var length = disk.Synced.Length + _chance.Below(disk.Bytes.Length - disk.Synced.Length + 1);
        var bytes = disk.Bytes[..length];
        for (var at = disk.Synced.Length; at < length; at = (at / SectorBytes * SectorBytes) + SectorBytes)
        {
            if (_chance.Below(3) == 0)
            {
                bytes.AsSpan(at..Math.Min(length, (at / SectorBytes * SectorBytes) + SectorBytes)).Clear();
            }
        }

        return bytes;
    }

    private void Change(Action<Dictionary<string, Disk>> change)
    {
        change(_names);
        _unsynced.Add(change);
    }

    private Fault<FileErrorCode>? Try(Action work)
    {
        lock (_gate)
        {
            var fault = Fault();
            if (fault is null)
            {
                work();
            }

            return fault;
        }
    }

    private Fault<FileErrorCode>? Fault() =>
        Interlocked.Increment(ref _operations) >= DiesAt ? new Fault<FileErrorCode>(FileErrorCode.Failed, "The power is gone.")
        : Refuses is { } code ? new Fault<FileErrorCode>(code, "No space is left.")
        : null;

    private sealed class File(SimulatedFolder folder, Disk disk) : IAppendFile
    {
        public long LengthBytes { get; private set; }

        public Fault<FileErrorCode>? Append(ReadOnlySpan<byte> bytes)
        {
            lock (folder._gate)
            {
                if (folder.Fault() is { } fault)
                {
                    // A part of it may have got there.
                    var part = folder._chance.Below(bytes.Length + 1);
                    disk.Bytes = folder.IsDead && folder.Operations > folder.DiesAt ? disk.Bytes : [.. disk.Bytes[..(int)LengthBytes], .. bytes[..part]];
                    return fault;
                }

                disk.Bytes = [.. disk.Bytes[..(int)LengthBytes], .. bytes];
                LengthBytes += bytes.Length;
                return null;
            }
        }

        public Fault<FileErrorCode>? Sync()
        {
            folder.SyncsWait?.Wait();
            return folder.Try(() => disk.Synced = disk.Bytes);
        }

        public void Dispose()
        {
        }
    }
}
