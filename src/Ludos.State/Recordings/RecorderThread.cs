using System.Collections.Concurrent;
using Ludos.Base;
using Ludos.Platform.Files;

namespace Ludos.State;

/// <summary>Turns frames into tick records with hashes, and hands them to the file.</summary>
internal sealed class RecorderThread : IDisposable
{
    private const int FlushAtBytes = 1 << 20;

    private readonly FrameQueue _queue;
    private readonly ThinTicks _thin;
    private readonly ShadowWorld _shadow;
    private readonly LogWriter _writer;
    private readonly RegionHash[] _hashes;
    private readonly bool _withState;
    private readonly ConcurrentQueue<RecordedHappening> _happenings = new();
    private readonly Thread _thread;
    private Fault<FileErrorCode>? _problem;
    private ulong _step;
    private ulong _newest;
    private volatile bool _isStopping;

    public RecorderThread(FrameQueue queue, ThinTicks thin, LogWriter writer, LogDescription description, bool withState)
    {
        _queue = queue;
        _thin = thin;
        _writer = writer;
        _withState = withState;
        _shadow = new ShadowWorld(description.Regions);
        _hashes = new RegionHash[description.Regions.Length];
        _thread = new Thread(Run) { Name = "ludos recorder", IsBackground = true };
    }

    /// <summary>Why nothing more is recorded; null while all is well. Any thread.</summary>
    public Fault<FileErrorCode>? Problem => Volatile.Read(ref _problem);

    public void Start() => _thread.Start();

    public void Add(RecordedHappening happened) => _happenings.Enqueue(happened);

    /// <summary>Writes what was submitted and the end, and ends the thread.</summary>
    public Fault<FileErrorCode>? Finish(ulong lastStep)
    {
        _isStopping = true;
        _queue.Call();
        _thread.Join();
        if (_problem is null)
        {
            WriteBefore(lastStep + 1);
            _writer.Add(LogRecordKind.End, Math.Max(lastStep, _newest), isCommit: true, []);
            _problem = _writer.Flush() ?? _writer.Sync();
        }

        return _problem;
    }

    public void Dispose() => _writer.Dispose();

    private void Run()
    {
        while (true)
        {
            var seen = _queue.Seen;
            var isStopping = _isStopping;
            while (_queue.TryPeek() is { } frame)
            {
                if (_problem is null)
                {
                    Write(frame);
                }

                _queue.Release();
                if (_problem is null && _writer.WaitingBytes >= FlushAtBytes)
                {
                    Volatile.Write(ref _problem, _writer.Flush());
                }
            }

            if (_problem is null && _writer.WaitingBytes > 0)
            {
                Volatile.Write(ref _problem, _writer.Flush());
            }

            if (isStopping && _queue.IsEmpty)
            {
                return;
            }

            _queue.Sleep(seen, TimeSpan.FromHours(1));
        }
    }

    private void Write(WorldFrame frame)
    {
        WriteBefore(frame.Step);
        WriteHappenings(frame.Step);
        if (frame.IsWhole)
        {
            _shadow.Take(frame);
            _shadow.WriteKeys(_writer, frame.Step);
        }
        else if (_withState)
        {
            _shadow.Write(_writer, frame);
        }
        else
        {
            _shadow.Take(frame);
        }

        var count = _shadow.Hash(_hashes);
        _writer.AddTick(frame.Step, _writer.LengthBytes, frame.Tick, frame.Input.AsSpan(0, frame.InputBytes), _hashes.AsSpan(0, count));
        _step = frame.Step;
    }

    /// <summary>Steps of which only the input was taken.</summary>
    private void WriteBefore(ulong step)
    {
        while (_thin.TryTake(step, out var thin))
        {
            WriteHappenings(thin.Step);
            ReadOnlySpan<byte> input = thin.Input;
            _writer.AddTick(thin.Step, _writer.LengthBytes, thin.Tick, input[..thin.InputBytes], []);
            _step = thin.Step;
        }

        if (_isStopping)
        {
            WriteHappenings(step);
        }
    }

    private void WriteHappenings(ulong step)
    {
        while (_happenings.TryPeek(out var happened) && happened.Step <= step && _happenings.TryDequeue(out happened))
        {
            // What happened after the last tick leads to none; it stands behind it.
            var at = Math.Max(_step, Math.Min(happened.Step, step));
            _newest = Math.Max(_newest, at);
            if (happened.Part is { } part)
            {
                _writer.AddPart(at, part);
            }

            foreach (var published in happened.Published)
            {
                _shadow.WriteKey(_writer, at, published);
            }

            _writer.AddEvent(at, happened.Event.Kind, happened.Event.Tick, happened.Event.Subject, happened.Event.Text);
        }
    }
}
