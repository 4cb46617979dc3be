using System.Security.Cryptography;
using Ludos.Base;
using Ludos.Bench.State;
using Ludos.Bench.Wasm;
using Ludos.Registry.Objects;
using Ludos.Store;

namespace Ludos.Bench.Distribution.Serving;

/// <summary>
/// Downloads of 64 KB chunks a second from an embedded registry, against ASP.NET Core's static files over the same bytes: one process, one client, every byte
/// compared. Once with more chunks than a registry keeps in memory, once with few that many ask for.
/// </summary>
internal sealed class ServeRow : IDistributionRow
{
    private const int ChunkBytes = 64 * 1024;
    private const double Bound = 0.7;

    public string Name => "serve";

    public void Run(DistributionBenchContext context, RowTally tally)
    {
        Measure(context, tally, "few chunks, asked for often", context.Quick ? 64 : 512);
        Measure(context, tally, "more chunks than are kept in memory", context.Quick ? 128 : 4096);
    }

    private static void Measure(DistributionBenchContext context, RowTally tally, string name, int count)
    {
        context.Progress($"serve: {name} ...");
        using var pair = new ServedPair(context);
        var chunks = Put(pair, count);
        var exchanges = context.Quick ? 400 : 4096;
        var runs = PairedRuns.Take(
            context.Quick ? 3 : 9,
            () => pair.Run(exchanges, (client, number) => Get(client, new Uri(pair.Server.Address, "objects/"), chunks[number % count])),
            () => pair.Run(exchanges, (client, number) => Get(client, pair.Reference, chunks[number % count])));
        tally.Add(runs.Ratio($"downloads of 64 KB, {name}", "/s", atLeast: context.Quick ? null : Bound));
        tally.Add(pair.AllCompared($"{name}: every byte is compared"));
    }

    private static Task<bool> Get(HttpClient client, Uri folder, (Digest Digest, byte[] Bytes) chunk) =>
        ServedPair.IsSameAsync(client, new Uri(folder, chunk.Digest.ToString()), chunk.Bytes, new byte[ChunkBytes + 1]);

    /// <summary>The same chunks for both: in the registry's own folder of objects, and as plain files.</summary>
    private static (Digest Digest, byte[] Bytes)[] Put(ServedPair pair, int count)
    {
        var objects = ObjectFolder.Open(Path.Combine(pair.Options.DataFolder, "objects")).Value;
        var chunks = new (Digest, byte[])[count];
        for (var index = 0; index < count; index++)
        {
            var bytes = RandomNumberGenerator.GetBytes(ChunkBytes);
            var digest = Digest.Of(bytes);
            if (objects.Put(digest, ObjectEncoding.Identity, bytes, null).Fault is { } fault)
            {
                throw new BenchmarkException(fault.ToString());
            }

            File.WriteAllBytes(Path.Combine(pair.Files, digest.ToString()), bytes);
            chunks[index] = (digest, bytes);
        }

        return chunks;
    }
}
