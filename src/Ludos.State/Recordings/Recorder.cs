using System.Security.Cryptography;
using Ludos.Base;
using Ludos.Platform.Files;

namespace Ludos.State;

/// <summary>
/// Records a world so that it can be run again: its first state, and from then on only what is no function of it, with a hash of each region after each step.
/// All members belong to the thread that ticks, between two ticks, unless they say otherwise.
/// </summary>
public sealed class Recorder : IDisposable
{
    private const int MinFrames = 2;
    private const int MaxFrames = 256;

    private readonly WorldCapture _capture;
    private readonly FrameQueue _queue;
    private readonly ThinTicks _thin = new();
    private readonly RecorderThread _thread;
    private readonly ulong[] _known;
    private readonly bool _mayWait;
    private ulong _step;
    private long _thinSteps;
    private bool _isLost;
    private bool _isFinished;

    private Recorder(WorldCapture capture, FrameQueue queue, LogWriter writer, LogDescription description, RecorderOptions options)
    {
        _capture = capture;
        _queue = queue;
        _mayWait = options.MayWait;
        _known = new ulong[description.Regions.Length];
        _thread = new RecorderThread(queue, _thin, writer, description, options.WithState);
    }

    /// <summary>Steps recorded without hashes because no buffer was free. Any thread.</summary>
    public long ThinSteps => Volatile.Read(ref _thinSteps);

    /// <summary>Why nothing more is recorded; null while all is well. Any thread.</summary>
    public string? Problem => _isLost ? $"The disk was too slow for {ThinTicks.Capacity} steps." : _thread.Problem?.Message;

    /// <summary>Takes the world's first state.</summary>
    /// <param name="file">Empty; disposed with the recorder.</param>
    /// <param name="description">The world, all its regions included; those that are volatile are recorded once.</param>
    /// <param name="parts">What it runs on.</param>
    /// <param name="regions">As the description numbers them.</param>
    /// <param name="tick">The world's clock.</param>
    public static Result<Recorder, LogErrorCode> Start(
        IAppendFile file, LogDescription description, IEnumerable<LogPart> parts, IReadOnlyList<Region> regions, long tick, RecorderOptions options)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(options);
        if (description.Regions.FirstOrDefault(region => region.Kind != RegionKind.Fixed) is { } loose)
        {
            return new Fault<LogErrorCode>(LogErrorCode.SchemaMismatch, $"Region {loose.Name} is {loose.Kind.ToString().ToLowerInvariant()}; a log holds regions of a fixed size.", "Leave it out.");
        }

        if (description.Regions.FirstOrDefault(region => region.SizeBytes > LogLimits.MaxRegionBytes) is { } huge)
        {
            return new Fault<LogErrorCode>(LogErrorCode.TooLarge, $"Region {huge.Name} has {huge.SizeBytes} bytes; a log holds {LogLimits.MaxRegionBytes}.", "Split it.");
        }

        var sizes = regions.Select(region => (int)region.SizeBytes).ToArray();
        var count = (int)Math.Clamp(options.BufferBytes / Math.Max(1, WorldFrame.BytesFor(sizes)), MinFrames, MaxFrames);
        var writer = new LogWriter(file, LogKind.Recording, description.WorldId, 0, BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(sizeof(uint))));
        writer.Describe(description);
        foreach (var part in parts)
        {
            writer.AddPart(0, part);
        }

        var recorder = new Recorder(new WorldCapture(regions), new FrameQueue(count, sizes), writer, description, options);
        recorder.SubmitFirst(tick);
        recorder._thread.Start();
        return recorder;
    }

    /// <summary>Whether regions were published since the last step by something that is no unit.</summary>
    public bool HasOutsideChanges => _capture.Differs(_known);

    /// <summary>Something happened that the next step depends on.</summary>
    /// <param name="part">The part that it brought.</param>
    public void Happened(LogEvent happened, LogPart? part = null) => _thread.Add(new RecordedHappening(_step + 1, happened, part, []));

    /// <summary>Regions were published by something that is no unit: they are recorded whole. Allocates.</summary>
    /// <param name="all">All of them, and not only those that were.</param>
    public void Published(LogEvent happened, bool all) => _thread.Add(new RecordedHappening(_step + 1, happened, null, _capture.TakeSince(_known, all)));

    /// <summary>The world completed a step. Copies; allocates nothing. Waits only where the options say so.</summary>
    /// <param name="tick">The world's clock after it.</param>
    /// <param name="input">What it read from outside, at most 64 bytes.</param>
    public void Tick(long tick, ReadOnlySpan<byte> input)
    {
        _step++;
        var frame = _queue.TryTake();
        var wait = default(SpinWait);
        while (frame is null && _mayWait && _thread.Problem is null)
        {
            wait.SpinOnce();
            frame = _queue.TryTake();
        }

        if (frame is null)
        {
            TickThinly(tick, input);
        }
        else
        {
            frame.Step = _step;
            frame.Tick = tick;
            frame.IsWhole = false;
            frame.InputBytes = input.Length;
            input.CopyTo(frame.Input);
            _capture.Take(frame, withVolatile: false);
            _queue.Submit();
        }

        _capture.CopyEpochs(_known);
    }

    /// <summary>No step follows: brings everything to the disk. Once; not while a step is made.</summary>
    /// <returns>Why the recording is not whole; null when it is.</returns>
    public string? Finish()
    {
        if (!_isFinished)
        {
            _isFinished = true;
            _ = _thread.Finish(_step);
        }

        return Problem;
    }

    public void Dispose()
    {
        _ = Finish();
        _thread.Dispose();
        _capture.Dispose();
        _queue.Dispose();
    }

    private void SubmitFirst(long tick)
    {
        var frame = _queue.TryTake()!;
        frame.Step = 0;
        frame.Tick = tick;
        frame.IsWhole = true;
        frame.InputBytes = 0;
        _capture.Take(frame, withVolatile: true);
        _capture.CopyEpochs(_known);
        _queue.Submit();
    }

    private void TickThinly(long tick, ReadOnlySpan<byte> input)
    {
        Volatile.Write(ref _thinSteps, _thinSteps + 1);
        var thin = new ThinTick { Step = _step, Tick = tick, InputBytes = input.Length };
        input.CopyTo(thin.Input);
        _isLost |= !_thin.TryAdd(thin);
    }
}
