using Ludos.State;

namespace Ludos.State.TestHost;

/// <summary>Attaches, is granted the region, publishes once, fills half of the next write, prints "writing EPOCH" and waits to be killed; when its input ends instead, it discards.</summary>
internal static class HalfWriter
{
    internal static int Run(string socket, string regionName)
    {
        using var arena = Arena.Attach(socket, AttachOptions.Default).Value;
        var region = arena.Find(regionName).Value;
        if (!region.AcquireWriter().TryGet(out var writer, out var fault))
        {
            Console.WriteLine($"refused {fault.Code}");
            return 0;
        }

        using (writer)
        {
            using (var whole = writer.Begin(WriteMode.Replace))
            {
                Pattern.Fill(whole.Bytes, region.Epoch + 1);
                _ = whole.Publish();
            }

            using var half = writer.Begin(WriteMode.Replace);
            half.Bytes[..(half.Bytes.Length / 2)].Fill(0xEE);
            Console.WriteLine($"writing {region.Epoch}");
            _ = Console.ReadLine();
            return 0;
        }
    }
}
