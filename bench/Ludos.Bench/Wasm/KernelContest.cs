namespace Ludos.Bench.Wasm;

/// <summary>What one kernel's alternating rounds gave.</summary>
/// <param name="ToV8">Our time over V8's, a round, sorted.</param>
/// <param name="FuelCost">Time with fuel over time without, a round, sorted.</param>
/// <param name="UnmeteredToV8">Our time without fuel over V8's, a round, sorted.</param>
internal sealed record KernelScore(string Kernel, int Iterations, bool ChecksumsAgree, double[] ToV8, double[] FuelCost, double[] UnmeteredToV8);

/// <summary>Runs one kernel on all sides, turn by turn, so that whatever slows the machine slows each of them.</summary>
internal sealed class KernelContest(NodeServer node, string folder, long targetNs, int rounds)
{
    private const int WarmUpRuns = 3;
    private const int FirstIterations = 4;

    /// <exception cref="BenchmarkException">A side could not run it.</exception>
    public KernelScore Run(string kernel)
    {
        var path = Path.Combine(folder, kernel + ".wasm");
        using var metered = LocalKernel.Load(path, fuel: true);
        using var unmetered = LocalKernel.Load(path, fuel: false);
        var iterations = Calibrate(kernel);
        var expected = node.Run(kernel, iterations).Checksum;
        var agree = true;
        for (var run = 0; run < WarmUpRuns; run++)
        {
            agree &= node.Run(kernel, iterations).Checksum == expected;
            agree &= metered.Run(iterations).Checksum == expected;
            agree &= unmetered.Run(iterations).Checksum == expected;
        }

        var (toV8, fuelCost, unmeteredToV8) = (new double[rounds], new double[rounds], new double[rounds]);
        for (var round = 0; round < rounds; round++)
        {
            // Who goes first changes from round to round.
            var nodeFirst = round % 2 == 0;
            var theirs = nodeFirst ? node.Run(kernel, iterations) : default;
            var ours = metered.Run(iterations);
            var bare = unmetered.Run(iterations);
            theirs = nodeFirst ? theirs : node.Run(kernel, iterations);
            agree &= theirs.Checksum == expected && ours.Checksum == expected && bare.Checksum == expected;
            toV8[round] = (double)ours.ElapsedNs / theirs.ElapsedNs;
            fuelCost[round] = (double)ours.ElapsedNs / bare.ElapsedNs;
            unmeteredToV8[round] = (double)bare.ElapsedNs / theirs.ElapsedNs;
        }

        Array.Sort(toV8);
        Array.Sort(fuelCost);
        Array.Sort(unmeteredToV8);
        return new KernelScore(kernel, iterations, agree, toV8, fuelCost, unmeteredToV8);
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
