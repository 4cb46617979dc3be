using Ludos.Base;
using Ludos.Platform.Files;

namespace Ludos.Trust.Tests.Tuf.Simulation;

/// <summary>A folder in memory that can fail or lose power at any of its steps. What was not synced is lost with the power.</summary>
internal sealed class MemoryFolder : IFolder
{
    private readonly Dictionary<string, byte[]> _seen = new(StringComparer.Ordinal);
    private Dictionary<string, byte[]> _durable = new(StringComparer.Ordinal);

    /// <summary>Steps left before every further one fails; null for no end.</summary>
    public int? StepsLeft { get; set; }

    public int Steps { get; private set; }

    public FileErrorCode FaultCode { get; set; } = FileErrorCode.DiskFull;

    public string Path => "memory";

    public IReadOnlyDictionary<string, byte[]> Files => _seen;

    public void Put(string name, byte[] bytes) => _seen[name] = _durable[name] = bytes;

    /// <summary>A folder as it is found after the power came back: names are those of the last sync.</summary>
    public MemoryFolder AfterPowerLoss()
    {
        var folder = new MemoryFolder();
        foreach (var (name, bytes) in _durable)
        {
            folder.Put(name, bytes);
        }

        return folder;
    }

    /// <summary>The same contents, whole, for a client of its own.</summary>
    public MemoryFolder Copy()
    {
        var folder = new MemoryFolder();
        foreach (var (name, bytes) in _seen)
        {
            folder.Put(name, bytes);
        }

        return folder;
    }

    public Result<IReadOnlyList<string>, FileErrorCode> Names() => _seen.Keys.Order(StringComparer.Ordinal).ToArray();

    public Result<IAppendFile, FileErrorCode> Create(string name)
    {
        if (Step() is { } fault)
        {
            return fault;
        }

        _seen[name] = [];
        return new Appended(this, name);
    }

    public Result<IReadFile, FileErrorCode> OpenFile(string name) => _seen.TryGetValue(name, out var bytes)
        ? new Opened(bytes)
        : new Fault<FileErrorCode>(FileErrorCode.NotFound, $"There is no file {name}.");

    public Fault<FileErrorCode>? Rename(string from, string to)
    {
        if (Step() is { } fault)
        {
            return fault;
        }

        _ = _seen.Remove(from, out var bytes);
        _seen[to] = bytes!;
        return null;
    }

    public Fault<FileErrorCode>? Delete(string name)
    {
        if (Step() is { } fault)
        {
            return fault;
        }

        _ = _seen.Remove(name);
        return null;
    }

    public Fault<FileErrorCode>? Sync()
    {
        if (Step() is { } fault)
        {
            return fault;
        }

        _durable = new Dictionary<string, byte[]>(_seen, StringComparer.Ordinal);
        return null;
    }

    public void Dispose()
    {
    }

    private Fault<FileErrorCode>? Step()
    {
        Steps++;
        if (StepsLeft is { } left)
        {
            if (left == 0)
            {
                return new Fault<FileErrorCode>(FaultCode, "The disk is full.", "Free some space.");
            }

            StepsLeft = left - 1;
        }

        return null;
    }

    private sealed class Appended(MemoryFolder folder, string name) : IAppendFile
    {
        public long LengthBytes => folder._seen[name].Length;

        public Fault<FileErrorCode>? Append(ReadOnlySpan<byte> bytes)
        {
            if (folder.Step() is { } fault)
            {
                // A full disk takes a part of it.
                folder._seen[name] = bytes[..(bytes.Length / 2)].ToArray();
                return fault;
            }

            folder._seen[name] = [.. folder._seen[name], .. bytes];
            return null;
        }

        public Fault<FileErrorCode>? Sync() => folder.Step();

        public void Dispose()
        {
        }
    }

    private sealed class Opened(byte[] bytes) : IReadFile
    {
        public long LengthBytes => bytes.Length;

        public Result<int, FileErrorCode> Read(long offsetBytes, Span<byte> destination)
        {
            var count = Math.Min(destination.Length, bytes.Length - (int)offsetBytes);
            bytes.AsSpan((int)offsetBytes, count).CopyTo(destination);
            return count;
        }

        public void Dispose()
        {
        }
    }
}
