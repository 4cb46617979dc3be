using System.Runtime.InteropServices;
using Ludos.Protocols.System.V1;

namespace Ludos.State;

/// <summary>Tells one process of one region's epochs, on a thread of its own: each, or the latest of those that came while the outbox was full.</summary>
internal sealed class RegionWatch
{
    private static readonly TimeSpan LookUp = TimeSpan.FromMilliseconds(100);

    private readonly Region _region;
    private readonly uint _index;
    private readonly RingProducer _producer;
    private readonly Thread _thread;
    private volatile bool _isStopping;

    internal RegionWatch(Region region, uint index, RingProducer producer)
    {
        _region = region;
        _index = index;
        _producer = producer;
        _thread = new Thread(Run) { IsBackground = true, Name = "arena watch" };
        _thread.Start();
    }

    internal void Stop() => _isStopping = true;

    internal bool Join(TimeSpan timeout) => _thread.Join(timeout);

    private void Run()
    {
        var told = 0UL;
        while (!_isStopping && !_region.Memory.IsDisposed)
        {
            if (_region.Wait(told, LookUp) && !_region.Memory.IsDisposed)
            {
                var epoch = _region.Epoch;
                if (TrySend(epoch))
                {
                    told = epoch;
                }
                else
                {
                    _ = _producer.WaitForSpace(PeerEpoch.SizeBytes, LookUp);
                }
            }
        }

        _producer.Dispose();
    }

    private bool TrySend(ulong epoch)
    {
        var news = new PeerEpoch { Region = _index, Epoch = epoch };
        return _producer.TrySend((ushort)PeerOpcode.Epoch, MemoryMarshal.AsBytes(new ReadOnlySpan<PeerEpoch>(in news)), out _) == RingStatus.Ok;
    }
}
