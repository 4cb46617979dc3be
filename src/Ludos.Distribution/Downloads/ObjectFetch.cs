using System.Globalization;
using Ludos.Base;
using Ludos.Store;

namespace Ludos.Distribution;

/// <summary>One object on its way: asks one source, reads with a bound, watches for stalls, verifies. For one thread at a time.</summary>
internal sealed class ObjectFetch(DownloadOptions options, Action<int> received) : IDisposable
{
    /// <summary>What an honest coding may add to bytes that do not compress.</summary>
    private const int CodingOverheadBytes = 4096;
    private const int CodingOverheadDivisor = 64;

    private readonly PartialObject _partial = new();
    private int _mostBytes;

    /// <summary>Whether more of the object is here than after any try before: a source that begins anew and is cut at the same place for ever makes no progress.</summary>
    public bool HasGrown()
    {
        var hasGrown = _partial.LengthBytes > _mostBytes;
        _mostBytes = Math.Max(_mostBytes, _partial.LengthBytes);
        return hasGrown;
    }

    /// <summary>Tries once. Bytes that came are kept for the next try.</summary>
    /// <param name="plain">Gets the object's bytes: exactly as many as it has.</param>
    public async ValueTask<Attempt> Try(ObjectSourceState state, DownloadItem item, Memory<byte> plain, CancellationToken cancellation)
    {
        using var stalled = new CancellationTokenSource(Timeout.InfiniteTimeSpan, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, stalled.Token);
        try
        {
            var wanted = item.Object;
            var resume = _partial.ResumeAt(state);
            stalled.CancelAfter(options.StallTime);
            if (!(await state.Source.Open(item, resume, either.Token).ConfigureAwait(false)).TryGet(out var reply, out var fault))
            {
                return Failed(state, fault);
            }

            await using (reply.ConfigureAwait(false))
            {
                if ((reply.Coding == ObjectEncoding.Sealed) != (item.Seal is not null) || !Fits(state, reply, resume))
                {
                    return Drop(state, $"it answers for {wanted.Digest} with another part or coding than was asked for");
                }

                return await Read(state, reply, wanted, stalled, either.Token).ConfigureAwait(false) is { } ended
                    ? ended
                    : await options.Work.Run(() => Judge(state, wanted, plain.Span)).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stalled.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return Drop(state, $"it stalled: fewer than {options.MinProgressBytes} bytes in {options.StallTime.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s");
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            return Attempt.Cut;
        }
    }

    /// <summary>The object as it came, after <see cref="Attempt.Done"/>; valid until the next try.</summary>
    public EncodedObject Encoded(ObjectRef item) => new(item.Digest, _partial.Coding, (int)item.SizeBytes, _partial.Memory);

    /// <summary>Forgets what came of the object before, for the next one.</summary>
    public void Forget()
    {
        _partial.Forget();
        _mostBytes = 0;
    }

    public void Dispose() => _partial.Dispose();

    /// <summary>Reads to the end. Null when all of it came.</summary>
    private async ValueTask<Attempt?> Read(ObjectSourceState state, ObjectReply reply, ObjectRef wanted, CancellationTokenSource stalled, CancellationToken cancellation)
    {
        var boundBytes = reply.Coding == ObjectEncoding.Identity ? wanted.SizeBytes : wanted.SizeBytes + (wanted.SizeBytes / CodingOverheadDivisor) + CodingOverheadBytes;
        if (reply.TotalBytes > boundBytes)
        {
            return Drop(state, $"it says that {wanted.Digest} has {reply.TotalBytes} bytes; it has {wanted.SizeBytes}");
        }

        var sinceProgress = 0;
        var leftTime = options.StallTime;
        while (true)
        {
            // One byte past the bound is enough to know that a source sends without end.
            var room = _partial.Room((int)Math.Min(DownloadOptions.ReadBytes, boundBytes + 1 - _partial.LengthBytes));
            stalled.CancelAfter(leftTime);
            var asked = options.Time.GetTimestamp();
            var got = await reply.Body.ReadAsync(room, cancellation).ConfigureAwait(false);
            leftTime -= options.Time.GetElapsedTime(asked);
            if (got == 0)
            {
                return _partial.LengthBytes < (reply.TotalBytes ?? 0) ? Attempt.Cut : null;
            }

            _partial.Grow(got);
            received(got);
            if (_partial.LengthBytes > boundBytes)
            {
                return Drop(state, $"it sends more bytes than {wanted.Digest} has");
            }

            sinceProgress += got;
            if (sinceProgress >= options.MinProgressBytes)
            {
                (sinceProgress, leftTime) = (0, options.StallTime);
            }
            else if (leftTime <= TimeSpan.Zero)
            {
                leftTime = TimeSpan.FromMilliseconds(1);
            }

            // The pacer's waits are not the source's fault.
            stalled.CancelAfter(Timeout.InfiniteTimeSpan);
            await options.Pacer.Take(got, cancellation).ConfigureAwait(false);
        }
    }

    private bool Fits(ObjectSourceState state, ObjectReply reply, ResumePoint? resume)
    {
        if (reply.OffsetBytes == 0)
        {
            _partial.Begin(state, reply);
            return true;
        }

        _partial.GoOn();
        return resume is not null && reply.OffsetBytes == resume.OffsetBytes && reply.Coding == resume.Coding && reply.Validator == resume.Validator;
    }

    private Attempt Judge(ObjectSourceState state, ObjectRef wanted, Span<byte> plain)
    {
        // What a seal holds only its key can tell: it is kept as it came.
        if (_partial.Coding == ObjectEncoding.Sealed ? _partial.LengthBytes > Sealer.OverheadBytes : ObjectCodec.Decode(wanted.Digest, _partial.Coding, _partial.Bytes, plain) is null)
        {
            return Attempt.Done;
        }

        // Put together from two answers, the source may have changed its representation between them: that is no lie yet.
        var resumed = _partial.IsResumed;
        _partial.Forget();
        return resumed ? Attempt.Restart : Drop(state, $"its bytes of {wanted.Digest} are not that object");
    }

    private Attempt Failed(ObjectSourceState state, Fault<SourceErrorCode> fault) => fault.Code switch
    {
        SourceErrorCode.NotThere => Attempt.NotThere,
        SourceErrorCode.Unreachable => Attempt.Cut,
        _ => Drop(state, fault.Message),
    };

    private Attempt Drop(ObjectSourceState state, string because)
    {
        state.Drop(because);
        _partial.Forget();
        return Attempt.Dropped;
    }
}
