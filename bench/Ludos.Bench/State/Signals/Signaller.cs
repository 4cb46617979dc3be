using System.Diagnostics;
using System.Globalization;
using Ludos.Platform.Processes;
using Ludos.Platform.Threading;
using Ludos.State;

namespace Ludos.Bench.State.Signals;

/// <summary>An arena with one region and a waiter on it in another process, asked for round after round.</summary>
internal sealed class Signaller : IDisposable
{
    private const int Slots = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Arena _arena;
    private readonly ArenaServer _server;
    private readonly RegionWriter _writer;
    private readonly ChildProcess _waiter;

    public Signaller(StateBenchContext context)
    {
        _arena = Arena.Create(ArenaOptions.Default with { Label = "signal" }).Value;
        var region = _arena.Add(new RegionSchema(SignalWaiter.RegionName, [new FieldSchema(1, "sent", FieldType.I64)], 1, Slots, IsVolatile: true)).Value;
        _server = _arena.Serve(Path.Combine(context.Scratch.FullName, $"signal-{Guid.NewGuid():N}.sock")).Value;
        _writer = region.AcquireWriter().Value;
        _waiter = StateBenchContext.StartRole(SignalWaiter.Role, _server.SocketPath);
        Expect("ready");
    }

    /// <summary>Publishes <paramref name="count"/> epochs, at least <paramref name="paceNs"/> apart, and returns what the waiter saw.</summary>
    public SignalFigures Round(bool spin, int count, long paceNs)
    {
        _waiter.Input.Write(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(spin ? "spin" : "blocked")} {count}\n")));
        _waiter.Input.Flush();
        Expect("go");
        var publishing = new Thread(() => Publish(count, paceNs * Stopwatch.Frequency / 1_000_000_000));
        publishing.Start();
        publishing.Join();
        return SignalFigures.Parse(Line());
    }

    public void Dispose()
    {
        _waiter.Dispose();
        _writer.Dispose();
        _server.Dispose();
        _arena.Dispose();
    }

    private void Publish(int count, long pace)
    {
        _ = CoreAffinity.ConfineThread(SignalWaiter.SignallerCore);
        for (var signal = 0; signal < count; signal++)
        {
            var until = Stopwatch.GetTimestamp() + pace;
            while (Stopwatch.GetTimestamp() < until)
            {
                Thread.SpinWait(1);
            }

            using var scope = _writer.Begin(WriteMode.Replace);
            _ = BitConverter.TryWriteBytes(scope.Bytes, Stopwatch.GetTimestamp());
            _ = scope.Publish();
        }
    }

    private void Expect(string word)
    {
        if (Line() is var line && line != word)
        {
            throw new BenchmarkSetupException($"The waiter said '{line}' instead of '{word}'.");
        }
    }

    private string Line()
    {
        var line = _waiter.Output.ReadLineAsync();
        return line.Wait(Patience) && line.Result is { } text ? text : throw new BenchmarkSetupException($"The waiter ended: {_waiter.Error.ReadToEnd()}");
    }
}
