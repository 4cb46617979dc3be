using Ludos.Base;
using Ludos.Platform.Files;

namespace Ludos.Store;

/// <summary>What keeps the store small and whole.</summary>
public sealed partial class ChunkStore
{
    /// <summary>
    /// Removes what no holder names. <see cref="StoreErrorCode.Busy"/> while any process has a batch open; refused as long as any holder's record is damaged. A crash
    /// loses nothing that is held. Readers go on meanwhile.
    /// </summary>
    /// <param name="now">Calendar time.</param>
    public Result<CollectReport, StoreErrorCode> Collect(DateTimeOffset now, CollectOptions? options = null)
    {
        if (!FileLock.TryAlone(_lockPath).TryGet(out var alone, out var busy))
        {
            return StoreFaults.Of(busy);
        }

        using (alone)
        {
            if ((RemoveUnfinished() ?? _index.Refresh()) is { } fault)
            {
                return fault;
            }

            var held = new HashSet<Digest>();
            return !Mark(now, held).TryGet(out var ended, out fault) ? fault : new Collector(_packFolder, _index, held, options ?? new CollectOptions(), now).Run(ended);
        }
    }

    /// <summary>Reads every copy of every object and compares it. Takes as long as reading and hashing the whole store; others go on meanwhile.</summary>
    /// <param name="keyOf">The key that opens a sealed object, or null; null when no keys are at hand.</param>
    public Result<ScanReport, StoreErrorCode> Scan(Func<Digest, Sealer?>? keyOf = null)
    {
        if (_index.Refresh() is { } fault)
        {
            return fault;
        }

        var findings = new ScanFindings();
        foreach (var pack in _index.Packs)
        {
            foreach (var entry in pack.Entries)
            {
                if (Inspect(pack, entry, keyOf, findings) is { } failed)
                {
                    return failed;
                }
            }
        }

        return new ScanReport(
            findings.Objects,
            findings.Bytes,
            [.. findings.Bad.Where(digest => !Has(digest)).Order()],
            [.. findings.Bad.Where(Has).Order()],
            [.. findings.Unopened.Order()],
            [.. _index.Packs.Where(pack => !pack.IsTableWhole).Select(pack => pack.Name).Concat(_index.Unreadable.Keys).Order(StringComparer.Ordinal)]);
    }

    /// <returns>Only what kept the bytes from being read; damage is a finding.</returns>
    private Fault<StoreErrorCode>? Inspect(Pack pack, PackEntry entry, Func<Digest, Sealer?>? keyOf, ScanFindings findings)
    {
        var bytes = new byte[ObjectHead.Bytes + entry.StoredBytes];
        if (pack.Handle.Read(entry.HeadOffset, bytes) is { } failed)
        {
            // A collection replaced the pack: what was worth keeping is in another one.
            return failed.Code == FileErrorCode.NotFound ? null : StoreFaults.Of(failed);
        }

        findings.Objects++;
        findings.Bytes += entry.StoredBytes;
        var sealer = entry.Encoding == ObjectEncoding.Sealed ? keyOf?.Invoke(entry.Digest) : null;
        if (!IsWhole(entry, bytes))
        {
            _ = findings.Bad.Add(entry.Digest);
        }
        else if (entry.Encoding == ObjectEncoding.Sealed && sealer is null)
        {
            _ = findings.Unopened.Add(entry.Digest);
            return null;
        }
        else if (ObjectCodec.Decode(entry.Digest, entry.Encoding, bytes.AsSpan(ObjectHead.Bytes), new byte[entry.PlainBytes], sealer) is { Code: not StoreErrorCode.Unsupported })
        {
            _ = findings.Bad.Add(entry.Digest);
        }
        else
        {
            return null;
        }

        _index.Condemn(entry.Digest, new Place(pack, entry));
        return null;
    }

    private Fault<StoreErrorCode>? RemoveUnfinished()
    {
        if (!_packFolder.Names().TryGet(out var names, out var fault))
        {
            return StoreFaults.Of(fault);
        }

        foreach (var name in names.Where(name => name.StartsWith(PackWriter.UnfinishedPrefix, StringComparison.Ordinal)))
        {
            _ = _packFolder.Delete(name);
        }

        return _holders.RemoveUnfinished();
    }

    /// <summary>Adds what is held to the set; ends holders that have expired and names them.</summary>
    private Result<IReadOnlyList<string>, StoreErrorCode> Mark(DateTimeOffset now, HashSet<Digest> held)
    {
        if (!_holders.Names().TryGet(out var names, out var fault))
        {
            return fault;
        }

        var ended = new List<string>();
        foreach (var name in names)
        {
            if (!_holders.Read(name).TryGet(out var record, out fault))
            {
                return fault;
            }

            if (record is { ExpiresUnixSeconds: not 0 } && record.ExpiresUnixSeconds <= now.ToUnixTimeSeconds())
            {
                if (_holders.Remove(name) is { } failed)
                {
                    return failed;
                }

                ended.Add(name);
            }
            else if (record is not null)
            {
                held.UnionWith(record.Objects);
            }
        }

        return ended;
    }

    private sealed class ScanFindings
    {
        internal int Objects { get; set; }

        internal long Bytes { get; set; }

        internal HashSet<Digest> Bad { get; } = [];

        internal HashSet<Digest> Unopened { get; } = [];
    }
}
