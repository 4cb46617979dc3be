using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Store;

namespace Ludos.Distribution;

/// <summary>Sends a registry what it lacks of one module. What went out stays there, so that the next try sends the rest.</summary>
internal sealed class Upload(RegistryApi api, PackedModule module, ModuleParts parts, ImmutableArray<MadePatch> patches, Sealer? sealer, ContentKey? key, IProgress<PublishProgress>? progress)
{
    private const int Parallel = 4;

    private readonly Lock _gate = new();
    private int _total;

    public int SentObjects { get; private set; }

    public long SentBytes { get; private set; }

    public async Task<Fault<RegistryCallErrorCode>?> Run(CancellationToken cancellation)
    {
        var plain = parts.Plain.ToDictionary(part => part.Key, part => part.Value);
        foreach (var patch in patches)
        {
            plain[patch.Offer.Object.Digest] = patch.Bytes;
        }

        var seal = key is null ? null : ObjectSeal.Of(module.Manifest.Id, key.Generation);
        if (!(await api.Missing([.. plain.Keys], null, cancellation).ConfigureAwait(false)).TryGet(out var missing, out var fault))
        {
            return fault;
        }

        var hidden = new HashSet<Digest>();
        if (seal is not null && !(await api.Missing([.. parts.Sealed.Select(part => part.Key)], seal, cancellation).ConfigureAwait(false)).TryGet(out hidden, out fault))
        {
            return fault;
        }

        _total = missing.Count + hidden!.Count;
        return await Send(plain.Where(part => missing.Contains(part.Key)), part => ObjectCodec.Encode(part.Key, part.Value, CompressionEffort.Small), null, cancellation).ConfigureAwait(false)
            ?? await Send(parts.Sealed.Where(part => hidden.Contains(part.Key)), part => sealer!.Seal(part.Key, part.Value.Span, CompressionEffort.Small), seal, cancellation).ConfigureAwait(false);
    }

    private async Task<Fault<RegistryCallErrorCode>?> Send(IEnumerable<KeyValuePair<Digest, ReadOnlyMemory<byte>>> objects, Func<KeyValuePair<Digest, ReadOnlyMemory<byte>>, EncodedObject> encode, string? seal, CancellationToken cancellation)
    {
        Fault<RegistryCallErrorCode>? fault = null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            await System.Threading.Tasks.Parallel.ForEachAsync(objects, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = stop.Token }, async (part, token) =>
            {
                var encoded = encode(part);
                if (await api.Put(encoded, seal, token).ConfigureAwait(false) is { } failed)
                {
                    Interlocked.CompareExchange(ref fault, failed, null);
                    await stop.CancelAsync().ConfigureAwait(false);
                    return;
                }

                Sent(encoded.Bytes.Length);
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (fault is not null)
        {
            // The first fault stopped the others.
        }

        return fault;
    }

    private void Sent(int bytes)
    {
        lock (_gate)
        {
            SentObjects++;
            SentBytes += bytes;
            progress?.Report(new PublishProgress(module.Name, SentObjects, _total, SentBytes));
        }
    }
}
