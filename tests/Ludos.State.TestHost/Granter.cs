using System.Globalization;
using Ludos.State;

namespace Ludos.State.TestHost;

/// <summary>
/// Serves an arena whose regions every process may write, given as NAME:WORDS:SLOTS, and watches them from within: what it reads is whole and its epochs
/// never go back. Prints "serving"; at a line of input it prints what it saw and ends.
/// </summary>
internal static class Granter
{
    /// <summary>Room for every process of a kill test, and for those whose death was not yet noticed.</summary>
    private const int Attachers = 64;

    internal static int Run(string socket, string[] regions)
    {
        using var arena = Arena.Create(ArenaOptions.Default with { MaxAttachers = Attachers }).Value;
        foreach (var parts in regions.Select(region => region.Split(':')))
        {
            _ = arena.Add(new RegionSchema(parts[0], [new FieldSchema(1, "word", FieldType.U64)], Number(parts[1]), Number(parts[2]), IsVolatile: false) { HasExternalWriter = true }).Value;
        }

        using var server = arena.Serve(socket, new ServeOptions { MayWrite = static (_, _) => true }).Value;
        using var stop = new CancellationTokenSource();
        var watching = Task.Run(() => Watch([.. arena.Regions.Select(region => region.OpenReader())], stop.Token));
        Console.WriteLine("serving");
        _ = Console.ReadLine();
        stop.Cancel();
        var (reads, amiss) = watching.Result;
        Console.WriteLine(amiss ?? $"whole: {reads > 0}");
        return amiss is null ? 0 : 1;
    }

    private static (long Reads, string? Amiss) Watch(RegionReader[] readers, CancellationToken stop)
    {
        var last = new ulong[readers.Length];
        var reads = 0L;
        while (!stop.IsCancellationRequested)
        {
            for (var index = 0; index < readers.Length; index++)
            {
                var scope = readers[index].Pin();
                var (epoch, isWhole) = (scope.Epoch, Holds(scope.Bytes, scope.Epoch));
                if (scope.Close() != ReadOutcome.Ok)
                {
                    continue;
                }

                reads++;
                var name = readers[index].Region.Name;
                if (!isWhole || epoch < last[index])
                {
                    return (reads, $"'{name}' at epoch {epoch} after {last[index]}: {(isWhole ? "it went back" : "it is not whole")}");
                }

                last[index] = epoch;
            }

            Thread.Sleep(1);
        }

        return (reads, null);
    }

    /// <summary>The first content of every region is zeros.</summary>
    private static bool Holds(ReadOnlySpan<byte> bytes, ulong epoch) => epoch == 1 ? !bytes.ContainsAnyExcept((byte)0) : Pattern.Holds(bytes, epoch);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
