using System.Globalization;
using Ludos.Cli.Output;
using Ludos.Platform;
using Ludos.Units;

namespace Ludos.Cli.Executing;

/// <summary>One job for each input, as many at once as the pool has workers twice over; outcomes are told in the order of the inputs.</summary>
internal static class ExecuteJobs
{
    private const int JobsAWorker = 2;
    private const int BytesShown = 32;

    public static async Task<int> RunAsync(ExecuteRequest request, LibraryCatalog catalog, MethodHandle method)
    {
        if (request.ParameterBytes(out var problem) is not { } parameters || Problem(request, out problem))
        {
            Terminal.Error(problem);
            return ExitCode.Usage;
        }

        var options = new JobPoolOptions();
        options = request.Workers is { } workers ? options with { Workers = workers } : options;
        if (!JobPool.Start(catalog, options, new MonotonicClock()).TryGet(out var pool, out var fault))
        {
            Terminal.Error(fault.Message);
            Terminal.Hint(fault.Mend);
            return ExitCode.Usage;
        }

        using (pool)
        {
            var outcomes = await RunAllAsync(request, pool, method, parameters, options.Workers * JobsAWorker);
            Tell(request, outcomes, pool.Report());
            return outcomes.All(outcome => outcome.Job.IsOk) ? ExitCode.Ok : ExitCode.Failed;
        }
    }

    private static bool Problem(ExecuteRequest request, out string problem)
    {
        problem = request.Inputs.FirstOrDefault(path => path != ExecuteRequest.StandardInput && !File.Exists(path)) is { } missing ? $"--input: nothing lies at {missing}."
            : request.Inputs.FirstOrDefault(path => path != ExecuteRequest.StandardInput && new FileInfo(path).Length > LibraryLimits.MaxInputBytes) is { } large ? $"--input: {large} has more than {LibraryLimits.MaxInputBytes} bytes."
            : request.Fuel is < 1 ? "--fuel must be at least 1."
            : "";
        return problem.Length != 0;
    }

    private static async Task<Finished[]> RunAllAsync(ExecuteRequest request, JobPool pool, MethodHandle method, byte[] parameters, int atOnce)
    {
        string[] inputs = request.Inputs.Length == 0 ? [""] : request.Inputs;
        var progress = new StepProgress();
        var finished = new Finished[inputs.Length];
        var done = 0;
        using var room = new SemaphoreSlim(atOnce);
        await Task.WhenAll(Enumerable.Range(0, inputs.Length).Select(async index =>
        {
            await room.WaitAsync();
            try
            {
                var output = new byte[LibraryLimits.MaxOutputBytes];
                var outcome = await pool.RunAsync(method, Read(inputs[index]), parameters, output, Route.Worker);
                finished[index] = new Finished(inputs[index], outcome, outcome.IsOk ? output[..outcome.OutputBytes] : []);
                progress.Show($"{Interlocked.Increment(ref done)} of {inputs.Length} jobs done");
            }
            finally
            {
                _ = room.Release();
            }
        }));
        progress.Clear();
        return finished;
    }

    private static byte[] Read(string input)
    {
        if (input.Length == 0)
        {
            return [];
        }

        using var stream = input == ExecuteRequest.StandardInput ? Console.OpenStandardInput() : File.OpenRead(input);
        var bytes = new byte[LibraryLimits.MaxInputBytes + 1];
        return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }

    private static void Tell(ExecuteRequest request, Finished[] finished, JobPoolReport report)
    {
        if (request.Output is { } place)
        {
            Write(finished, place);
        }

        if (request.AsJson)
        {
            Json.Print(new
            {
                Jobs = finished.Select(job => new { job.Input, Code = job.Job.Code.ToString(), job.Job.UnitCode, OutputBytes = job.Job.OutputBytes, job.Job.Attempts, job.Job.Worker, Output = Convert.ToHexStringLower(job.Output.AsSpan(0, Math.Min(BytesShown, job.Output.Length))) }),
                Libraries = report.Libraries.Select(library => new { library.Library, Health = library.Health.ToString(), library.Calls, library.Faults, library.Crashes, library.Restarts, library.LongestRestartNs, library.LastCrash }),
            });
            return;
        }

        if (finished is [{ Job.IsOk: true } one] && request.Output is null)
        {
            using var stream = Console.OpenStandardOutput();
            stream.Write(one.Output);
            return;
        }

        foreach (var job in finished)
        {
            var shown = Convert.ToHexStringLower(job.Output.AsSpan(0, Math.Min(BytesShown, job.Output.Length))) + (job.Output.Length > BytesShown ? "..." : "");
            var line = string.Create(CultureInfo.InvariantCulture, $"{(job.Input.Length == 0 ? "(no input)" : job.Input)}  {job.Job.Code}{(job.Job.UnitCode == 0 ? "" : $" {job.Job.UnitCode}")}  {job.Job.OutputBytes} bytes  {shown}");
            Console.WriteLine(line.TrimEnd());
        }

        if (finished.Any(job => !job.Job.IsOk) && report.Libraries[0].LastCrash is { } crash)
        {
            Terminal.Error(crash);
        }
    }

    private static void Write(Finished[] finished, string place)
    {
        if (finished is [var one])
        {
            if (one.Job.IsOk)
            {
                File.WriteAllBytes(place, one.Output);
            }

            return;
        }

        Directory.CreateDirectory(place);
        for (var i = 0; i < finished.Length; i++)
        {
            if (finished[i].Job.IsOk)
            {
                var name = Path.GetFileName(finished[i].Input);
                var isTaken = finished.Take(i).Any(other => Path.GetFileName(other.Input) == name);
                File.WriteAllBytes(Path.Combine(place, isTaken ? string.Create(CultureInfo.InvariantCulture, $"{i}.{name}") : name), finished[i].Output);
            }
        }
    }

    private sealed record Finished(string Input, JobOutcome Job, byte[] Output);
}
