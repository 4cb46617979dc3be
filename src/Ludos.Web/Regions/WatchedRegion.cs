using System.Runtime.InteropServices;
using Ludos.Protocols.View.V1;

namespace Ludos.Web.Regions;

/// <summary>
/// One region as one page holds it, and how many frames are on their way there. The socket keeps order and loses nothing, so a delta builds on the last
/// frame sent; acknowledgements only set the pace.
/// </summary>
internal sealed class WatchedRegion(RegionFeed feed, int number, bool check, byte[] description)
{
    private readonly byte[] _header = new byte[ViewRegionHead.SizeBytes];
    private byte[]? _description = description;
    private ulong _epoch;
    private uint _sent;
    private uint _acknowledged;
    private int _keyWanted;

    public RegionFeed Feed => feed;

    /// <summary>The header of the last frame taken; its own until the next.</summary>
    public ReadOnlyMemory<byte> Header => _header;

    public bool HasRoom => Volatile.Read(ref _sent) - Volatile.Read(ref _acknowledged) < WebLimits.MaxRegionFramesInFlight;

    /// <summary>The page has taken this frame and all before it. Any thread.</summary>
    /// <returns>False for a frame that is not on its way.</returns>
    public bool Acknowledge(uint sequence)
    {
        // Differences, not comparisons: the numbers wrap after two years of frames.
        if ((int)(sequence - Volatile.Read(ref _sent)) > 0)
        {
            return false;
        }

        if ((int)(sequence - Volatile.Read(ref _acknowledged)) > 0)
        {
            Volatile.Write(ref _acknowledged, sequence);
        }

        return true;
    }

    /// <summary>The page lost its content: the next frame is a key. Any thread.</summary>
    public void WantKey() => Volatile.Write(ref _keyWanted, 1);

    /// <summary>What the region is: sent once, ahead of its first frame. The sender's thread.</summary>
    public byte[]? TakeDescription() => Interlocked.Exchange(ref _description, null);

    /// <summary>The next frame to send with <see cref="Header"/>, or null when there is nothing new or no room. The sender's thread; release it.</summary>
    public DeltaFrame? Take()
    {
        if (!HasRoom)
        {
            return null;
        }

        var isKey = Interlocked.Exchange(ref _keyWanted, 0) != 0;
        if (feed.Take(isKey ? 0 : _epoch, check) is not { } frame)
        {
            if (isKey)
            {
                WantKey();
            }

            return null;
        }

        // A region that nobody writes in this moment moves by one epoch; what is beyond that, this page was not sent.
        var skipped = frame.BaseEpoch == 0 ? 0 : frame.Epoch - frame.BaseEpoch - 1;
        _epoch = frame.Epoch;
        Volatile.Write(ref _sent, _sent + 1);
        ref var head = ref MemoryMarshal.AsRef<ViewRegionHead>(_header.AsSpan());
        head.Kind = StreamLayout.ViewRegionKind;
        head.Feed = (byte)number;
        head.Flags = check ? (byte)StreamLayout.ViewRegionChecksumFlag : (byte)0;
        head.Sequence = _sent;
        head.ContentChecksum = check ? frame.ContentChecksum!.Value : 0;
        head.Skipped = (uint)Math.Min(skipped, uint.MaxValue);
        return frame;
    }
}
