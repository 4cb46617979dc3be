using System.Globalization;
using Ludos.State;

namespace Ludos.State.TestHost;

/// <summary>
/// Reads and waits on a region that somebody damages, and must neither crash nor hang. When told an epoch, it reads until the region holds that epoch's pattern
/// and prints "seen EPOCH".
/// </summary>
internal static class Bystander
{
    private static readonly TimeSpan ShortWait = TimeSpan.FromMilliseconds(2);

    internal static int Run(string socket, string regionName)
    {
        using var arena = Arena.Attach(socket, AttachOptions.Default).Value;
        var region = arena.Find(regionName).Value;
        Console.WriteLine("looking");
        var wanted = 0UL;
        var listener = new Thread(() => Volatile.Write(ref wanted, ulong.Parse(Console.ReadLine() ?? "1", CultureInfo.InvariantCulture)));
        listener.Start();
        using var reader = region.OpenReader();
        while (true)
        {
            _ = region.Wait(region.Epoch, ShortWait);
            _ = region.Front[^1];
            using var scope = reader.Pin();
            var holds = Pattern.Holds(scope.Bytes, scope.Epoch);
            if (scope.Close() == ReadOutcome.Ok && holds && scope.Epoch == Volatile.Read(ref wanted))
            {
                Console.WriteLine($"seen {scope.Epoch}");
                listener.Join();
                return 0;
            }
        }
    }
}
