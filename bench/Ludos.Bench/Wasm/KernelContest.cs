namespace Ludos.Bench.Wasm;

/// <summary>What one kernel's alternating rounds gave.</summary>
/// <param name="TheirsNs">V8's time, a round.</param>
/// <param name="OursNs">By side, our time, a round.</param>
internal sealed record KernelScore(string Kernel, int Iterations, bool ChecksumsAgree, double[] TheirsNs, double[][] OursNs)
{
    /// <summary>A side's time over V8's, a round, sorted.</summary>
    public double[] ToV8(int side) => Ratios(OursNs[side], TheirsNs);

    /// <summary>A side's time over another's, a round, sorted.</summary>
    public double[] ToSide(int side, int other) => Ratios(OursNs[side], OursNs[other]);

    private static double[] Ratios(double[] above, double[] below) => [.. above.Zip(below, (a, b) => a / b).Order()];
}

/// <summary>Runs one kernel on all sides, turn by turn, so that whatever slows the machine slows each of them.</summary>
internal sealed class KernelContest(NodeServer node, string folder, IReadOnlyList<KernelSide> sides, long targetNs, int rounds)
{
    private const int WarmUpRuns = 3;
    private const int FirstIterations = 4;

    /// <exception cref="BenchmarkException">A side could not run it.</exception>
    public KernelScore Run(string kernel)
    {
        var ours = sides.Select(side => LocalKernel.Load(Path.Combine(folder, kernel + ".wasm"), side)).ToArray();
        try
        {
            return Run(kernel, ours, Calibrate(kernel));
        }
        finally
        {
            Array.ForEach(ours, local => local.Dispose());
        }
    }

    private KernelScore Run(string kernel, LocalKernel[] ours, int iterations)
    {
        var expected = node.Run(kernel, iterations).Checksum;
        var agree = true;
        for (var run = 0; run < WarmUpRuns; run++)
        {
            agree &= node.Run(kernel, iterations).Checksum == expected;
            agree &= ours.All(local => local.Run(iterations).Checksum == expected);
        }

        var theirsNs = new double[rounds];
        var oursNs = ours.Select(_ => new double[rounds]).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            // Who goes first changes from round to round.
            for (var turn = 0; turn <= ours.Length; turn++)
            {
                var side = (turn + round) % (ours.Length + 1);
                var run = side == ours.Length ? node.Run(kernel, iterations) : ours[side].Run(iterations);
                agree &= run.Checksum == expected;
                (side == ours.Length ? theirsNs : oursNs[side])[round] = run.ElapsedNs;
            }
        }

        return new KernelScore(kernel, iterations, agree, theirsNs, oursNs);
    }

    /// <summary>As many iterations as take V8 about the target time once it is warm.</summary>
    private int Calibrate(string kernel)
    {
        var iterations = FirstIterations;
        node.Run(kernel, iterations);
        for (var elapsedNs = node.Run(kernel, iterations).ElapsedNs; elapsedNs < targetNs / 2; elapsedNs = node.Run(kernel, iterations).ElapsedNs)
        {
            iterations *= 2;
        }

        return iterations;
    }
}
