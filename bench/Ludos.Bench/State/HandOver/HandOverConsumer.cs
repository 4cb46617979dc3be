using System.Diagnostics;
using System.Globalization;
using Ludos.State;

namespace Ludos.Bench.State.HandOver;

/// <summary>The consumer in another process: takes a small and a large block in turn: waits for the epoch, pins it, hashes it, acknowledges with an X on its output; in the end it prints medians and last digests.</summary>
internal static class HandOverConsumer
{
    internal const string Role = "hand-over-consumer";

    internal const string SentName = "sent";

    /// <summary>Small, then large.</summary>
    internal static readonly string[] Names = ["small", "large"];

    private const int SentBytes = sizeof(long);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    internal static int Run(string[] arguments)
    {
        using var arena = Arena.Attach(arguments[0], AttachOptions.Default).Value;
        var count = int.Parse(arguments[1], CultureInfo.InvariantCulture);
        var sent = arena.Find(SentName).Value;
        Block[] blocks = [.. Names.Select(name => new Block(arena.Find(name).Value, count))];
        using var acknowledge = Console.OpenStandardOutput();
        acknowledge.Write("X"u8);
        for (var round = 0; round < count; round++)
        {
            foreach (var block in blocks)
            {
                if (!block.Take(round, sent))
                {
                    return 1;
                }

                acknowledge.Write("X"u8);
            }
        }

        acknowledge.Write(System.Text.Encoding.ASCII.GetBytes("\n" + string.Concat(blocks.Select(block => block.Result() + "\n"))));
        return 0;
    }

    private sealed class Block(Region region, int count)
    {
        private readonly RegionReader _reader = region.OpenReader();
        private readonly double[] _alone = new double[count];
        private readonly double[] _hashed = new double[count];
        private ulong _digest;

        public bool Take(int round, Region sent)
        {
            if (!region.Wait((ulong)round + 1, Patience))
            {
                return false;
            }

            var scope = _reader.Pin();
            _ = scope.Bytes[0] + scope.Bytes[^1];
            var here = Stopwatch.GetTimestamp();
            _digest = BlockDigest.Of(scope.Bytes);
            var done = Stopwatch.GetTimestamp();
            var began = BitConverter.ToInt64(sent.Front[..SentBytes]);
            _alone[round] = (here - began) * 1e9 / Stopwatch.Frequency;
            _hashed[round] = (done - began) * 1e9 / Stopwatch.Frequency;
            return scope.Close() == ReadOutcome.Ok;
        }

        public string Result()
        {
            Array.Sort(_alone);
            Array.Sort(_hashed);
            return string.Create(CultureInfo.InvariantCulture, $"{_alone[_alone.Length / 2]} {_hashed[_hashed.Length / 2]} {_digest:x16}");
        }
    }
}
