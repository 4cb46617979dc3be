using System.Globalization;
using System.Text;
using Ludos.Base;
using Ludos.Platform.Ipc;
using Ludos.Platform.Memory;
using Microsoft.Win32.SafeHandles;

namespace Ludos.State;

/// <summary>
/// A segment that belongs to one process at a time and is handed from one to the next without a copy. After a transfer its addresses stay reserved and untouchable
/// until <see cref="Dispose"/>: an old pointer faults and never meets other memory, and /proc/PID/maps names the segment and its new owner there. For one thread at a time.
/// </summary>
public sealed unsafe class OwnedSegment : IDisposable
{
    private SharedSegment _segment;
    private int? _newOwner;

    private OwnedSegment(SharedSegment segment, string label)
    {
        _segment = segment;
        Label = label;
        SizeBytes = segment.SizeBytes;
    }

    public string Label { get; }

    public long SizeBytes { get; }

    /// <summary>Process number of whom it was handed to; null while it is this process's.</summary>
    public int? TransferredTo => _newOwner;

    /// <summary>True once <see cref="Finish"/> has made the content final.</summary>
    public bool IsFinal { get; private set; }

    /// <summary>The number that the kernel knows the memory by, the same with every owner, and the bytes that it takes. Zeroes after a transfer.</summary>
    public (ulong Number, ulong AllocatedBytes) Identity => _segment.Identity;

    /// <summary>A zeroed segment of this process.</summary>
    /// <param name="label">Up to 40 bytes of UTF-8; shown in faults.</param>
    /// <param name="sizeBytes">1 to 2^31 - 65536; rounded up to 64 KiB.</param>
    public static Result<OwnedSegment, TransferErrorCode> Create(string label, int sizeBytes)
    {
        ArgumentNullException.ThrowIfNull(label);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Encoding.UTF8.GetByteCount(label), TransferMessage.MaxLabelBytes, nameof(label));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sizeBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sizeBytes, int.MaxValue - SharedSegment.AlignmentBytes);
        return SharedSegment.Create($"ludos:{label}", sizeBytes).TryGet(out var segment, out var fault)
            ? new OwnedSegment(segment, label)
            : new Fault<TransferErrorCode>(TransferErrorCode.OutOfMemory, fault.Message, fault.Mend);
    }

    /// <summary>
    /// Waits for a segment that the other side hands over, and takes it. The content is whatever its last owner left; a sender that is not trusted may have kept a
    /// map of its own: <see cref="Finish"/> finds out.
    /// </summary>
    /// <param name="maxBytes">A larger one is refused.</param>
    public static Result<OwnedSegment, TransferErrorCode> Receive(LocalConnection from, TimeSpan timeout, long maxBytes = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(from);
        if (from.IsClosed)
        {
            return new Fault<TransferErrorCode>(TransferErrorCode.PeerGone, "The sender has ended.");
        }

        from.SetReceiveTimeout(timeout);
        var descriptors = new List<SafeFileHandle>();
        var received = Hear(from, descriptors);
        if (!received.TryGet(out var offer, out var fault) || offer.Kind != TransferKind.Offer || descriptors.Count != 1)
        {
            descriptors.ForEach(descriptor => descriptor.Dispose());
            return fault ?? new Fault<TransferErrorCode>(TransferErrorCode.Untrustworthy, $"A transfer is one offer with one descriptor, not '{offer.Kind}' with {descriptors.Count}.");
        }

        if (offer.SizeBytes > maxBytes)
        {
            descriptors[0].Dispose();
            _ = Say(from, TransferKind.Refused);
            return new Fault<TransferErrorCode>(TransferErrorCode.Refused, $"Segment '{offer.Label}' has {offer.SizeBytes} bytes, at most {maxBytes} are taken.");
        }

        if (!SharedSegment.Open(descriptors[0], offer.SizeBytes, writable: true).TryGet(out var segment, out var unmapped))
        {
            _ = Say(from, TransferKind.Refused);
            return new Fault<TransferErrorCode>(TransferErrorCode.Untrustworthy, unmapped.Message, unmapped.Mend);
        }

        if (Say(from, TransferKind.Accepted) is null && Hear(from, null).TryGet(out var last, out _) && last.Kind == TransferKind.Yours)
        {
            return new OwnedSegment(segment, offer.Label);
        }

        segment.Dispose();
        return new Fault<TransferErrorCode>(TransferErrorCode.PeerGone, $"The sender of segment '{offer.Label}' ended before it let go of it.");
    }

    /// <summary>The content. Null; or <see cref="TransferErrorCode.Transferred"/>, with the process that owns it now, or <see cref="TransferErrorCode.Final"/>.</summary>
    public Fault<TransferErrorCode>? Write(out Span<byte> bytes)
    {
        var fault = Gone() ?? (IsFinal ? new Fault<TransferErrorCode>(TransferErrorCode.Final, $"Segment '{Label}' is final: it can be read only.") : null);
        bytes = fault is null ? new Span<byte>(_segment.Base, (int)SizeBytes) : default;
        return fault;
    }

    /// <summary>The content, to read. Null, or <see cref="TransferErrorCode.Transferred"/> with the process that owns it now.</summary>
    public Fault<TransferErrorCode>? Read(out ReadOnlySpan<byte> bytes)
    {
        var fault = Gone();
        bytes = fault is null ? new ReadOnlySpan<byte>(_segment.Base, (int)SizeBytes) : default;
        return fault;
    }

    /// <summary>
    /// Hands the segment to the other side, which calls <see cref="Receive"/>. The map here is gone before the other side has one. Null when it is the other side's; on any fault it is
    /// this process's as before, at the same address.
    /// </summary>
    public Fault<TransferErrorCode>? TransferTo(LocalConnection to, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(to);
        if (Gone() is { } gone)
        {
            return gone;
        }

        if (to.IsClosed)
        {
            return new Fault<TransferErrorCode>(TransferErrorCode.PeerGone, $"Nobody is there any more to take segment '{Label}'.");
        }

        var pid = to.Peer.Pid;
        if (IsFinal || !_segment.TryVacate(string.Create(CultureInfo.InvariantCulture, $"ludos:{Label}:transferred-to-{pid}")))
        {
            return IsFinal
                ? new Fault<TransferErrorCode>(TransferErrorCode.Final, $"Segment '{Label}' is final: hand out descriptors that read.")
                : new Fault<TransferErrorCode>(TransferErrorCode.Unsupported, "Segments are handed between processes on Linux only.");
        }

        if (HandOver(to, timeout) is { } fault)
        {
            _ = _segment.TryReturn(writable: true);
            return fault;
        }

        _segment.Let();
        _newOwner = pid;
        return null;
    }

    /// <summary>
    /// Makes the content final and proves that no process has a map left through which it could write: the kernel refuses otherwise. The content moves to another address.
    /// Null; or <see cref="TransferErrorCode.StillWritable"/>, and nothing changed.
    /// </summary>
    public Fault<TransferErrorCode>? Finish()
    {
        if (Gone() is { } gone)
        {
            return gone;
        }

        if (IsFinal)
        {
            return null;
        }

        if (!_segment.TryVacate($"ludos:{Label}:final"))
        {
            return new Fault<TransferErrorCode>(TransferErrorCode.Unsupported, "Segments are made final on Linux only.");
        }

        if (!_segment.TrySealWrites())
        {
            _ = _segment.TryReturn(writable: true);
            return new Fault<TransferErrorCode>(TransferErrorCode.StillWritable, $"Some process still has a map of segment '{Label}' through which it could write.", "Do not trust its content: a former owner kept it.");
        }

        if (!_segment.OpenReadOnlyDescriptor().TryGet(out var descriptor, out var fault) || !SharedSegment.Open(descriptor, SizeBytes, writable: false).TryGet(out var final, out fault))
        {
            return new Fault<TransferErrorCode>(TransferErrorCode.OutOfMemory, fault.Message, fault.Mend);
        }

        _segment.Dispose();
        _segment = final;
        IsFinal = true;
        return null;
    }

    /// <summary>Unmaps it; after a transfer, gives the reserved addresses back.</summary>
    public void Dispose() => _segment.Dispose();

    /// <summary>Offer, acceptance, and the word that makes it the other side's; before that word the other side may not use it.</summary>
    private Fault<TransferErrorCode>? HandOver(LocalConnection to, TimeSpan timeout)
    {
        Span<byte> message = stackalloc byte[TransferMessage.Bytes];
        new TransferMessage(TransferKind.Offer, SizeBytes, Label).Write(message);
        to.SetReceiveTimeout(timeout);
        if (to.Send(message, [_segment.Descriptor!]) is { } unsent)
        {
            return Broken(unsent, $"segment '{Label}' was not sent");
        }

        if (!Hear(to, null).TryGet(out var answer, out var fault))
        {
            if (fault.Code == TransferErrorCode.TimedOut)
            {
                // So that the other side cannot accept later.
                to.Dispose();
            }

            return fault;
        }

        return answer.Kind == TransferKind.Accepted
            ? Say(to, TransferKind.Yours)
            : new Fault<TransferErrorCode>(TransferErrorCode.Refused, $"Process {to.Peer.Pid} did not take segment '{Label}' of {SizeBytes} bytes.");
    }

    private Fault<TransferErrorCode>? Gone() => _newOwner is { } owner
        ? new Fault<TransferErrorCode>(TransferErrorCode.Transferred, $"Segment '{Label}' was transferred to process {owner}.", "Ask that process for it, or make another.")
        : null;

    private static Fault<TransferErrorCode>? Say(LocalConnection connection, TransferKind kind)
    {
        Span<byte> message = stackalloc byte[TransferMessage.Bytes];
        new TransferMessage(kind, 0, "").Write(message);
        return connection.Send(message) is { } fault ? Broken(fault, "the answer was not sent") : null;
    }

    private static Result<TransferMessage, TransferErrorCode> Hear(LocalConnection connection, List<SafeFileHandle>? descriptors)
    {
        Span<byte> message = stackalloc byte[TransferMessage.Bytes];
        return connection.Receive(message, descriptors) is { } fault ? Broken(fault, "no whole message came") : TransferMessage.Read(message);
    }

    private static Fault<TransferErrorCode> Broken(Fault<LocalSocketErrorCode> fault, string what) => fault.Code switch
    {
        LocalSocketErrorCode.TimedOut => new(TransferErrorCode.TimedOut, $"In a transfer {what}: {fault.Message}"),
        LocalSocketErrorCode.Unsupported => new(TransferErrorCode.Unsupported, fault.Message),
        _ => new(TransferErrorCode.PeerGone, $"In a transfer {what}: {fault.Message}"),
    };
}
