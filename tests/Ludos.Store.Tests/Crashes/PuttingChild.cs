using System.Globalization;

namespace Ludos.Store.Tests.Crashes;

/// <summary>Puts batch after batch and says each number once its batch is acknowledged; now and then it collects. It never ends by itself.</summary>
internal static class PuttingChild
{
    internal const string Role = "put";
    private const int MaxObjects = 6;
    private const int MaxObjectBytes = 200_000;
    private const int CollectEvery = 4;

    internal static int Run(string[] arguments)
    {
        if (arguments is not [Role, var folder, var first])
        {
            return 1;
        }

        using var store = ChunkStore.Open(folder).Value;
        for (var number = int.Parse(first, CultureInfo.InvariantCulture); ; number++)
        {
            using (var batch = store.Begin(DateTimeOffset.UnixEpoch).Value)
            {
                foreach (var content in Contents(number))
                {
                    _ = batch.Put(content).Value;
                }

                if (batch.Commit("kept") is not null)
                {
                    return 2;
                }
            }

            Console.Out.WriteLine(number.ToString(CultureInfo.InvariantCulture));
            Console.Out.Flush();
            if (number % CollectEvery == 0)
            {
                // Something that nobody holds, so that there is something to collect.
                _ = store.Put(Content.Noise(MaxObjectBytes, (ulong)number + 1_000_000), DateTimeOffset.UnixEpoch).Value;
                _ = store.Collect(DateTimeOffset.UnixEpoch, new CollectOptions { Grace = TimeSpan.Zero }).Value;
            }
        }
    }

    /// <summary>What the batch of this number puts.</summary>
    internal static IEnumerable<byte[]> Contents(int number)
    {
        var numbers = new Numbers((ulong)number);
        for (var objects = 1 + numbers.Below(MaxObjects); objects > 0; objects--)
        {
            var size = 1 + numbers.Below(MaxObjectBytes);
            yield return numbers.Below(2) == 0 ? Content.Noise(size, numbers.Next()) : Content.Text(size, numbers.Next());
        }
    }
}
