using Ludos.Base;
using Ludos.Platform.Files;

namespace Ludos.Trust.Tests.Keys;

/// <summary>A folder on a machine that loses power: from a given operation on nothing happens, and what was not synced may be lost or torn.</summary>
internal sealed class SimulatedFolder : IFolder
{
    private readonly Dictionary<string, Disk> _names = new(StringComparer.Ordinal);
    private Dictionary<string, Disk> _syncedNames = new(StringComparer.Ordinal);

    private sealed class Disk
    {
        internal byte[] Bytes = [];
        internal byte[] Synced = [];
    }

    public string Path => "simulated";

    internal int DiesAt { get; set; } = int.MaxValue;

    internal FileErrorCode? Refuses { get; set; }

    internal int Operations { get; private set; }

    /// <summary>The folder after the power came back.</summary>
    /// <param name="keepsNames">Whether renames that were not synced survived.</param>
    /// <param name="keepsBytes">Whether bytes that were not synced survived: all of them, or the first half.</param>
    internal SimulatedFolder Reboot(bool keepsNames, bool keepsBytes)
    {
        var after = new SimulatedFolder();
        foreach (var (name, disk) in keepsNames ? _names : _syncedNames)
        {
            var bytes = disk.Synced.Length == disk.Bytes.Length || keepsBytes ? disk.Bytes : disk.Bytes[..(disk.Bytes.Length / 2)];
            after._names[name] = new Disk { Bytes = bytes, Synced = bytes };
        }

        after._syncedNames = new Dictionary<string, Disk>(after._names, StringComparer.Ordinal);
        return after;
    }

    public Result<IReadOnlyList<string>, FileErrorCode> Names() => _names.Keys.Order(StringComparer.Ordinal).ToArray();

    public Result<IAppendFile, FileErrorCode> Create(string name)
    {
        if (Next() is { } fault)
        {
            return fault;
        }

        if (_names.ContainsKey(name))
        {
            return new Fault<FileErrorCode>(FileErrorCode.Exists, name);
        }

        var disk = new Disk();
        _names[name] = disk;
        return new Appended(this, disk);
    }

    public Result<IReadFile, FileErrorCode> OpenFile(string name) =>
        _names.TryGetValue(name, out var disk) ? new Read(disk.Bytes) : new Fault<FileErrorCode>(FileErrorCode.NotFound, name);

    public Fault<FileErrorCode>? Rename(string from, string to)
    {
        var fault = Next();
        if (fault is null && _names.Remove(from, out var disk))
        {
            _names[to] = disk;
        }

        return fault;
    }

    public Fault<FileErrorCode>? Delete(string name)
    {
        var fault = Next();
        if (fault is null)
        {
            _ = _names.Remove(name);
        }

        return fault;
    }

    public Fault<FileErrorCode>? Sync()
    {
        var fault = Next();
        if (fault is null)
        {
            _syncedNames = new Dictionary<string, Disk>(_names, StringComparer.Ordinal);
        }

        return fault;
    }

    public void Dispose()
    {
    }

    private Fault<FileErrorCode>? Next() => ++Operations >= DiesAt ? new Fault<FileErrorCode>(FileErrorCode.Failed, "The power is gone.")
        : Refuses is { } code ? new Fault<FileErrorCode>(code, "No space is left.")
        : null;

    private sealed class Appended(SimulatedFolder folder, Disk disk) : IAppendFile
    {
        public long LengthBytes => disk.Bytes.Length;

        public Fault<FileErrorCode>? Append(ReadOnlySpan<byte> bytes)
        {
            var fault = folder.Next();
            disk.Bytes = [.. disk.Bytes, .. fault is null ? bytes : bytes[..(bytes.Length / 3)]];
            return fault;
        }

        public Fault<FileErrorCode>? Sync()
        {
            var fault = folder.Next();
            if (fault is null)
            {
                disk.Synced = disk.Bytes;
            }

            return fault;
        }

        public void Dispose()
        {
        }
    }

    private sealed class Read(byte[] bytes) : IReadFile
    {
        public long LengthBytes => bytes.Length;

        Result<int, FileErrorCode> IReadFile.Read(long offsetBytes, Span<byte> destination)
        {
            var part = bytes.AsSpan((int)offsetBytes);
            part = part[..Math.Min(part.Length, destination.Length)];
            part.CopyTo(destination);
            return part.Length;
        }

        public void Dispose()
        {
        }
    }
}
