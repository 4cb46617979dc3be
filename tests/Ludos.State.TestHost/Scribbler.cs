using Ludos.Protocols.System.V1;
using Ludos.State;

namespace Ludos.State.TestHost;

/// <summary>A hostile attacher: writes noise and plausible lies over all that it may write, its own pin page, until its input ends; and tries what it may not.</summary>
internal static unsafe class Scribbler
{
    private const int LinesScribbled = SegmentLayout.PinPageBytes / ArenaLayout.LineBytes;
    private const ulong FirstEpochs = 4096;

    internal static int Run(string socket, ulong seed)
    {
        using var arena = Arena.Attach(socket, AttachOptions.Default).Value;
        if (arena.Regions[0].AcquireWriter().Fault?.Code != ArenaErrorCode.NotGranted)
        {
            return Fail.Because("a reader got the lease");
        }

        Console.WriteLine("scribbling");
        var ended = false;
        var watcher = new Thread(() =>
        {
            _ = Console.ReadLine();
            Volatile.Write(ref ended, true);
        });
        watcher.Start();
        var state = seed | 1;
        var page = (ulong*)arena.Pins.Line(0, -1);
        while (!Volatile.Read(ref ended))
        {
            for (var word = 0; word < LinesScribbled * ArenaLayout.LineBytes / sizeof(ulong); word++)
            {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;

                // Half noise; half claims on slots that exist, at epochs that may.
                page[word] = (state & 1) == 0 ? state : SlotWord.Of(state % FirstEpochs, (int)(state >> 40) & 7);
            }
        }

        watcher.Join();
        return 0;
    }
}
