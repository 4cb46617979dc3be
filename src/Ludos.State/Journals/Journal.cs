using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Platform.Files;

namespace Ludos.State;

/// <summary>
/// Keeps a world on the disk while it runs, so that it can go on after the death of the process or the machine. <see cref="Append"/> belongs to the thread that
/// ticks and never waits; everything else may be called from any other thread.
/// </summary>
public sealed class Journal : IDisposable
{
    private const int MinFrames = 2;
    private const int MaxFrames = 256;

    private readonly IFolder _folder;
    private readonly WorldCapture _capture;
    private readonly FrameQueue _queue;
    private readonly JournalThread _thread;
    private ulong _step;
    private long _tick;
    private long _missed;
    private bool _isBehind;
    private bool _isDisposed;

    private Journal(IFolder folder, WorldCapture capture, FrameQueue queue, JournalThread thread, ulong step)
    {
        _folder = folder;
        _capture = capture;
        _queue = queue;
        _thread = thread;
        _step = step;
    }

    /// <summary>The newest step that survives the death of process and machine.</summary>
    public ulong Acknowledged => _thread.AcknowledgedStep;

    /// <summary>The world's clock at that step.</summary>
    public long AcknowledgedTick => _thread.AcknowledgedTick;

    /// <summary>Why nothing is acknowledged at present; null while all is well.</summary>
    public string? Problem => _thread.Problem?.Message;

    /// <summary>Begins a journal with the present content of the regions, which must not be written meanwhile. It is on the disk when this returns.</summary>
    /// <param name="folder">Holds no journal, or the one that <paramref name="from"/> was recovered from; the journal disposes it.</param>
    /// <param name="description">The world; its regions are <paramref name="regions"/>' schemas in the same order.</param>
    /// <param name="parts">What the world runs on.</param>
    /// <param name="regions">What is kept.</param>
    /// <param name="tick">The world's clock.</param>
    /// <param name="from">The world that goes on, or null for a new one.</param>
    public static Result<Journal, LogErrorCode> Start(
        IFolder folder, LogDescription description, IEnumerable<LogPart> parts, IReadOnlyList<Region> regions, long tick, RecoveredWorld? from, JournalOptions options)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(regions);
        ArgumentNullException.ThrowIfNull(options);
        if (!regions.Select(region => region.Schema.Name).SequenceEqual(description.Regions.Select(region => region.Name), StringComparer.Ordinal))
        {
            throw new ArgumentException("The regions are not those of the description, in its order.", nameof(regions));
        }

        if (regions.Any(region => region.Schema.Kind != RegionKind.Fixed))
        {
            throw new ArgumentException("A journal keeps regions of fixed size; one of these is dynamic.", nameof(regions));
        }

        if (Refusal(folder, description, from) is { } refused)
        {
            return refused;
        }

        var sizes = regions.Select(region => (int)region.SizeBytes).ToArray();
        var count = (int)Math.Clamp(options.BufferBytes / Math.Max(1, WorldFrame.BytesFor(sizes)), MinFrames, MaxFrames);
        var step = from?.Step ?? 0;
        var segments = new JournalSegments(folder, description, (from?.Series ?? 0) + 1, options.Probe);
        foreach (var part in parts)
        {
            segments.SetPart(part);
        }

        var capture = new WorldCapture(regions);
        var queue = new FrameQueue(count, sizes);
        var shadow = new ShadowWorld(description.Regions);
        var first = queue.TryTake()!;
        capture.Take(first, withVolatile: true);
        shadow.Take(first);
        var journal = new Journal(folder, capture, queue, new JournalThread(options, queue, shadow, segments), step);
        if (journal._thread.Start(step, tick) is { } fault)
        {
            journal.Dispose();
            return new Fault<LogErrorCode>(LogErrorCode.Unreadable, $"The journal cannot be begun. {fault.Message}", fault.Mend);
        }

        return journal;
    }

    /// <summary>
    /// The world completed a tick: takes what changed. On the thread that ticks, between two ticks. Copies, and neither waits nor allocates; when no buffer is free
    /// the step is counted as missed, and the next one carries what it changed.
    /// </summary>
    /// <param name="tick">The world's clock after the tick; it may have been turned back.</param>
    /// <returns>The step's number; compare it with <see cref="Acknowledged"/>.</returns>
    public ulong Append(long tick)
    {
        _step++;
        _tick = tick;
        _isBehind = !TryCapture();
        if (_isBehind)
        {
            Volatile.Write(ref _missed, _missed + 1);
            _thread.SayWhenThereIsRoom();
        }

        return _step;
    }

    /// <summary>
    /// Takes a step that found no buffer, if there is one now. On the thread that ticks, between two ticks; for a world that may not tick again soon. See
    /// <see cref="JournalOptions.HasRoom"/>.
    /// </summary>
    /// <returns>True when nothing is missing any more.</returns>
    public bool CatchUp()
    {
        if (_isBehind)
        {
            _isBehind = !TryCapture();
        }

        return !_isBehind;
    }

    /// <summary>From the next step on the world runs on these parts: who continues it finds all of them or none.</summary>
    public void SetParts(IReadOnlyCollection<LogPart> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        _thread.SetParts([.. parts]);
    }

    /// <summary>Waits until a step is acknowledged, and lets the disk begin at once. Not on the thread that ticks.</summary>
    /// <returns>
    /// False after the timeout (negative: no limit), such as while the disk is full. A step that was missed is acknowledged with the one after it, or after <see cref="CatchUp"/>.
    /// </returns>
    public bool WaitAcknowledged(ulong step, TimeSpan timeout) => _thread.Wait(step, timeout);

    public JournalStatus Status() => _thread.Status(Volatile.Read(ref _step), Volatile.Read(ref _missed));

    /// <summary>Brings everything to the disk that it takes, and ends. Only once no tick runs any more.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        var wait = default(SpinWait);
        while (_isBehind && _thread.IsRunning)
        {
            _isBehind = !TryCapture();
            wait.SpinOnce();
        }

        _thread.Dispose();
        _capture.Dispose();
        _queue.Dispose();
        _folder.Dispose();
    }

    private static Fault<LogErrorCode>? Refusal(IFolder folder, LogDescription description, RecoveredWorld? from)
    {
        if (description.Regions.FirstOrDefault(region => region.Kind != RegionKind.Fixed) is { } loose)
        {
            return new Fault<LogErrorCode>(LogErrorCode.SchemaMismatch, $"Region {loose.Name} is {loose.Kind.ToString().ToLowerInvariant()}; a log holds regions of a fixed size.", "Leave it out.");
        }

        if (description.Regions.FirstOrDefault(region => region.SizeBytes > LogLimits.MaxRegionBytes) is { } huge)
        {
            return new Fault<LogErrorCode>(LogErrorCode.TooLarge, $"Region {huge.Name} has {huge.SizeBytes} bytes; a log holds {LogLimits.MaxRegionBytes}.", "Split it, or make it volatile.");
        }

        if (from is not null)
        {
            return from.Description.WorldId != description.WorldId
                ? new Fault<LogErrorCode>(LogErrorCode.OtherWorld, $"{folder.Path} is the journal of world {from.Description.WorldId:x32} ({from.Description.Name}), not of {description.WorldId:x32} ({description.Name}).", "Name the folder of this world.")
                : from.Description.RegionDifferences(description.Regions) is { Count: > 0 } lines
                ? new Fault<LogErrorCode>(LogErrorCode.SchemaMismatch, $"The world has other regions than its journal: {string.Join("; ", lines)}.", "Play it with the modules that it was kept with.")
                : null;
        }

        if (!folder.Names().TryGet(out var names, out var fault))
        {
            return new Fault<LogErrorCode>(LogErrorCode.Unreadable, fault.Message, fault.Mend);
        }

        return names.Any(name => SegmentNames.TryRead(name, out _))
            ? new Fault<LogErrorCode>(LogErrorCode.OtherWorld, $"{folder.Path} holds a world's journal already.", "Go on with that world (ludos resume), or name an empty folder.")
            : null;
    }

    private bool TryCapture()
    {
        if (_queue.TryTake() is not { } frame)
        {
            return false;
        }

        frame.Step = _step;
        frame.Tick = _tick;
        _capture.Take(frame, withVolatile: true);
        _queue.Submit();
        return true;
    }
}
