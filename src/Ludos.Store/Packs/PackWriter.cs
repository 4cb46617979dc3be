using System.Security.Cryptography;
using Ludos.Base;
using Ludos.Platform.Files;

namespace Ludos.Store;

/// <summary>Writes one pack under a name that readers pass over; it gets its own once it is whole and on the disk. For one thread at a time.</summary>
internal sealed class PackWriter : IDisposable
{
    internal const string UnfinishedPrefix = "new-";
    internal const string Suffix = ".pack";

    private const int NameDigits = 32;

    private readonly IFolder _folder;
    private readonly IAppendFile _file;
    private readonly string _name;
    private readonly List<PackEntry> _entries = [];
    private bool _isNamed;

    private PackWriter(IFolder folder, IAppendFile file, string name)
    {
        _folder = folder;
        _file = file;
        _name = name;
    }

    internal long LengthBytes => _file.LengthBytes;

    internal int Count => _entries.Count;

    internal string Name => _name;

    internal static Result<PackWriter, StoreErrorCode> Create(IFolder folder, DateTimeOffset now)
    {
        var name = RandomNumberGenerator.GetHexString(NameDigits, lowercase: true) + Suffix;
        if (!folder.Create(UnfinishedPrefix + name).TryGet(out var file, out var fault))
        {
            return StoreFaults.Of(fault);
        }

        var writer = new PackWriter(folder, file, name);
        Span<byte> header = stackalloc byte[PackFormat.HeaderBytes];
        PackFormat.WriteHeader(header, now.ToUnixTimeSeconds());
        if (file.Append(header) is not { } failed)
        {
            return writer;
        }

        writer.Dispose();
        return StoreFaults.Of(failed);
    }

    /// <param name="checksum">CRC-32C of <paramref name="stored"/>.</param>
    internal Fault<StoreErrorCode>? Append(Digest digest, ObjectEncoding encoding, int plainBytes, ReadOnlySpan<byte> stored, uint checksum)
    {
        var entry = new PackEntry(digest, _file.LengthBytes, encoding, plainBytes, stored.Length);
        Span<byte> head = stackalloc byte[ObjectHead.Bytes];
        new ObjectHead(digest, encoding, plainBytes, stored.Length, checksum).Write(head);
        if ((_file.Append(head) ?? _file.Append(stored)) is { } fault)
        {
            return StoreFaults.Of(fault);
        }

        _entries.Add(entry);
        return null;
    }

    /// <summary>Writes the table and waits until all of it is on the disk.</summary>
    internal Fault<StoreErrorCode>? Finish()
    {
        var fault = _file.Append(PackFormat.WriteTable(_entries, _file.LengthBytes)) ?? _file.Sync();
        _file.Dispose();
        return fault is null ? null : StoreFaults.Of(fault);
    }

    /// <summary>After <see cref="Finish"/>: from here on others can see it; it is certain to stay once the folder is synced too.</summary>
    internal Fault<StoreErrorCode>? Publish()
    {
        if (_folder.Rename(UnfinishedPrefix + _name, _name) is { } fault)
        {
            return StoreFaults.Of(fault);
        }

        _isNamed = true;
        return null;
    }

    /// <summary>One that was not published leaves nothing behind.</summary>
    public void Dispose()
    {
        _file.Dispose();
        if (!_isNamed)
        {
            _ = _folder.Delete(UnfinishedPrefix + _name);
        }
    }
}
