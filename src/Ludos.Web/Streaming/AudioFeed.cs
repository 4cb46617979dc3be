using System.Runtime.InteropServices;
using Ludos.Protocols.View.V1;
using Ludos.Runtime;
using Ludos.State;

namespace Ludos.Web.Streaming;

/// <summary>Turns each tick's sound into a message. Thread-safe: the watch of a page that leaves may still run when the next one begins.</summary>
internal sealed class AudioFeed : IDisposable
{
    private readonly Lock _lock = new();
    private readonly RegionCopy _copy;

    private AudioFeed(AudioSource source, RegionCopy copy)
    {
        Source = source;
        _copy = copy;
    }

    public AudioSource Source { get; }

    public Region Region => _copy.Region;

    /// <summary>Null when the game has no sound, or its region is not there.</summary>
    public static AudioFeed? Open(Arena arena, AudioSource? source) =>
        source is not null && arena.TryFind(source.Region, out var region)
            ? new AudioFeed(source, new RegionCopy(region, 0, source.BytesPerTick))
            : null;

    /// <summary>The newest tick's sound, or null when it was read before.</summary>
    public byte[]? Take()
    {
        lock (_lock)
        {
            if (!_copy.Refresh())
            {
                return null;
            }

            var message = new byte[ViewSoundHead.SizeBytes + _copy.Bytes.Length];
            ref var head = ref MemoryMarshal.AsRef<ViewSoundHead>(message.AsSpan());
            head.Kind = StreamLayout.ViewSoundKind;
            head.Epoch = _copy.Epoch;
            _copy.Bytes.CopyTo(message.AsSpan(ViewSoundHead.SizeBytes));
            return message;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _copy.Dispose();
        }
    }
}
