using System.Collections.Concurrent;
using Ludos.Base;
using Ludos.Platform.Files;
using Ludos.Platform.Sync;

namespace Ludos.State;

/// <summary>Turns frames into deltas and brings them to the disk, many with one fsync. The disk may make this thread wait; it makes nobody else wait.</summary>
internal sealed class JournalThread : IDisposable
{
    private const int FlushAtBytes = 4 << 20;

    private readonly JournalOptions _options;
    private readonly FrameQueue _queue;
    private readonly ShadowWorld _shadow;
    private readonly JournalSegments _segments;
    private readonly Thread _thread;
    private readonly ConcurrentQueue<LogPart[]> _newParts = new();
    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _progress = new();
    private ulong _step;
    private long _tick;
    private ulong _acknowledgedStep;
    private long _acknowledgedTick;
    private long _commits;
    private long _snapshots;
    private long _failures;
    private long _writtenBytes;
    private Fault<FileErrorCode>? _problem;
    private Deadline _retryAt = Deadline.Never;
    private volatile bool _isHurried;
    private int _isRoomAsked;
    private volatile bool _isStopping;

    public JournalThread(JournalOptions options, FrameQueue queue, ShadowWorld shadow, JournalSegments segments)
    {
        _options = options;
        _queue = queue;
        _shadow = shadow;
        _segments = segments;
        _thread = new Thread(Run) { Name = "ludos journal", IsBackground = true };
    }

    public ulong AcknowledgedStep => Volatile.Read(ref _acknowledgedStep);

    public bool IsRunning => _thread.IsAlive;

    public long AcknowledgedTick => Volatile.Read(ref _acknowledgedTick);

    public Fault<FileErrorCode>? Problem => Volatile.Read(ref _problem);

    /// <summary>Makes the first segment of what is in the shadow, on the calling thread, then begins to run.</summary>
    public Fault<FileErrorCode>? Start(ulong step, long tick)
    {
        (_step, _tick) = (step, tick);
        if (_segments.Begin(_shadow, step, tick) is { } fault)
        {
            return fault;
        }

        _snapshots++;
        Acknowledge();
        _thread.Start();
        return null;
    }

    /// <summary>Any thread: recorded before the next frame, all of them before the same one.</summary>
    public void SetParts(LogPart[] parts) => _newParts.Enqueue(parts);

    /// <summary>Tick thread: a step found no buffer.</summary>
    public void SayWhenThereIsRoom() => Volatile.Write(ref _isRoomAsked, 1);

    /// <summary>Not on the tick thread. True once the step is acknowledged; false after the timeout.</summary>
    public bool Wait(ulong step, TimeSpan timeout)
    {
        var deadline = Deadline.After(timeout);
        while (AcknowledgedStep < step)
        {
            _progress.Reset();
            if (AcknowledgedStep >= step)
            {
                return true;
            }

            _isHurried = true;
            _queue.Call();
            if (deadline.IsPast || !_thread.IsAlive)
            {
                return AcknowledgedStep >= step;
            }

            _ = _progress.Wait(deadline.Left(TimeSpan.FromMilliseconds(100)));
        }

        return true;
    }

    public JournalStatus Status(ulong appendedStep, long missedSteps)
    {
        lock (_gate)
        {
            return new JournalStatus(appendedStep, _acknowledgedStep, _acknowledgedTick, missedSteps, _commits, _snapshots, _writtenBytes, _failures, _problem?.Message);
        }
    }

    /// <summary>Commits what was submitted, where the disk takes it, and ends the thread.</summary>
    public void Dispose()
    {
        _isStopping = true;
        _queue.Call();
        if (_thread.IsAlive)
        {
            _thread.Join();
        }

        _segments.Dispose();
        _progress.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            var seen = _queue.Seen;
            var isStopping = _isStopping;
            if (_segments.Writer is null)
            {
                Recover(isStopping);
            }
            else
            {
                Gather();
            }

            if (isStopping && _queue.IsEmpty)
            {
                return;
            }

            if (_queue.IsEmpty && !_isStopping && !_isHurried)
            {
                _queue.Sleep(seen, _segments.Writer is null ? _options.RetryAfter : TimeSpan.FromHours(1));
            }
        }
    }

    /// <summary>Takes frames until there is none and none is expected in this group, then commits them.</summary>
    private void Gather()
    {
        var deadline = Deadline.After(_options.CommitEvery);
        do
        {
            var seen = _queue.Seen;
            while (_queue.TryPeek() is { } frame)
            {
                Encode(frame);
                Release();
                if (_segments.Writer!.WaitingBytes >= FlushAtBytes && !Succeeds(_segments.Flush()))
                {
                    return;
                }

                if (deadline.IsPast)
                {
                    break;
                }
            }

            if (_step == _acknowledgedStep || deadline.IsPast || _isHurried || _isStopping)
            {
                break;
            }

            _queue.Sleep(seen, deadline.Left(_options.CommitEvery));
        }
        while (true);

        _isHurried = false;
        if (_step != _acknowledgedStep && Succeeds(_segments.Commit()))
        {
            Volatile.Write(ref _commits, _commits + 1);
            Acknowledge();
        }

        if (_segments.Writer is not null && _segments.DeltaBytes > Math.Max(_options.SnapshotEveryBytes, _segments.SnapshotBytes))
        {
            Snapshot();
        }
    }

    private void Encode(WorldFrame frame)
    {
        var writer = _segments.Writer!;
        while (_newParts.TryDequeue(out var parts))
        {
            foreach (var part in parts)
            {
                _segments.SetPart(part);
                writer.AddPart(frame.Step, part);
            }
        }

        _shadow.Write(writer, frame);
        writer.AddTick(frame.Step, _segments.SolidBytes, frame.Tick, [], []);
        (_step, _tick) = (frame.Step, frame.Tick);
        _options.Probe?.Invoke(JournalStage.Encoded);
    }

    private void Release()
    {
        _queue.Release();
        if (Volatile.Read(ref _isRoomAsked) != 0 && Interlocked.Exchange(ref _isRoomAsked, 0) != 0)
        {
            _options.HasRoom?.Invoke();
        }
    }

    /// <summary>The disk had failed: ticks are taken in without it, and now and then a new segment is tried.</summary>
    private void Recover(bool isLast)
    {
        while (_queue.TryPeek() is { } frame)
        {
            _shadow.Take(frame);
            (_step, _tick) = (frame.Step, frame.Tick);
            Release();
        }

        if (_retryAt.IsPast || isLast || _isHurried)
        {
            _isHurried = false;
            Snapshot();
        }
    }

    private void Snapshot()
    {
        while (_newParts.TryDequeue(out var parts))
        {
            foreach (var part in parts)
            {
                _segments.SetPart(part);
            }
        }

        if (Succeeds(_segments.Begin(_shadow, _step, _tick)))
        {
            Volatile.Write(ref _snapshots, _snapshots + 1);
            Acknowledge();
        }
    }

    /// <summary>False when the disk refused: the segment is given up, and nothing is acknowledged until another holds.</summary>
    private bool Succeeds(Fault<FileErrorCode>? fault)
    {
        if (fault is null)
        {
            return true;
        }

        _segments.Abandon();
        _retryAt = Deadline.After(_options.RetryAfter);
        lock (_gate)
        {
            _failures++;
            Volatile.Write(ref _problem, fault);
        }

        return false;
    }

    private void Acknowledge()
    {
        lock (_gate)
        {
            Volatile.Write(ref _acknowledgedTick, _tick);
            Volatile.Write(ref _acknowledgedStep, _step);
            Volatile.Write(ref _problem, null);
            _writtenBytes = _segments.WrittenBytes;
        }

        _options.Probe?.Invoke(JournalStage.Acknowledged);
        _progress.Set();
    }
}
