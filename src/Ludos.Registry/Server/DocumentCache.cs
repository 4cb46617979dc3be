using System.Collections.Concurrent;
using System.Security.Cryptography;
using Ludos.Base;
using Ludos.Registry.Catalogue;

namespace Ludos.Registry.Server;

/// <summary>A document as it is sent.</summary>
internal sealed record ServedDocument(byte[] Bytes, string ETag);

/// <summary>
/// Documents of the catalogue in memory. What has a version or a digest in its name never changes; for the rest the catalogue's generation is asked
/// each time, so that no process shows what another has replaced. Thread-safe.
/// </summary>
internal sealed class DocumentCache(IRegistryCatalogue catalogue)
{
    private const int MaxAbsent = 4_096;

    private readonly ConcurrentDictionary<string, ServedDocument> _fixed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (long Generation, ServedDocument Document)> _changing = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _absent = new(StringComparer.Ordinal);
    private long _cachedBytes;

    /// <summary>A document whose bytes never change under its name. <see cref="RegistryErrorCode.NotFound"/> when there is none.</summary>
    public Result<ServedDocument, RegistryErrorCode> Fixed(string name)
    {
        if (_fixed.TryGetValue(name, out var cached))
        {
            return cached;
        }

        // A client asks at each refresh for the next root, which is not there: that is remembered until something changes.
        if (!catalogue.Generation().TryGet(out var generation, out var fault))
        {
            return fault;
        }

        if (_absent.TryGetValue(name, out var absentAt) && absentAt == generation)
        {
            return Absent(name);
        }

        if (!Load(name).TryGet(out var document, out fault))
        {
            if (fault.Code == RegistryErrorCode.NotFound)
            {
                RememberAbsent(name, generation);
            }

            return fault;
        }

        if (Interlocked.Add(ref _cachedBytes, document.Bytes.Length) > RegistryLimits.MaxCachedBytes)
        {
            _fixed.Clear();
            Interlocked.Exchange(ref _cachedBytes, document.Bytes.Length);
        }

        _fixed[name] = document;
        return document;
    }

    /// <summary>A document that is replaced now and then. The names are a handful, so all are kept.</summary>
    public Result<ServedDocument, RegistryErrorCode> Changing(string name)
    {
        // Asked before the document is read: what is read may be newer than its generation says, never older.
        if (!catalogue.Generation().TryGet(out var generation, out var fault))
        {
            return fault;
        }

        if (_changing.TryGetValue(name, out var cached) && cached.Generation == generation)
        {
            return cached.Document;
        }

        if (!Load(name).TryGet(out var document, out fault))
        {
            return fault;
        }

        _changing[name] = (generation, document);
        return document;
    }

    private Result<ServedDocument, RegistryErrorCode> Load(string name) => catalogue.Read<ServedDocument>(reader => reader.Document(name) is { } bytes
        ? new ServedDocument(bytes, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\"")
        : Absent(name));

    private static Fault<RegistryErrorCode> Absent(string name) => new(RegistryErrorCode.NotFound, $"There is no document {name}.");

    private void RememberAbsent(string name, long generation)
    {
        if (_absent.Count >= MaxAbsent)
        {
            _absent.Clear();
        }

        _absent[name] = generation;
    }
}
