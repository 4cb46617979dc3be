using System.Collections.Concurrent;
using Ludos.Platform.Processes;

namespace Ludos.Games.Tests;

/// <summary>A game in a process of its own, and what it says.</summary>
internal sealed class RunningPlay : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly ChildProcess _process;
    private readonly BlockingCollection<string> _lines = [];
    private readonly List<string> _seen = [];
    private readonly Task _reading;

    public RunningPlay(ChildProcess process)
    {
        _process = process;
        _reading = Task.WhenAll(Read(process.Output), Read(process.Error)).ContinueWith(_ => _lines.CompleteAdding(), TaskScheduler.Default);
    }

    /// <summary>The next line that holds this text; the test fails when the game ends or a minute passes first.</summary>
    public string Await(string text)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            foreach (var line in _lines.GetConsumingEnumerable(limit.Token))
            {
                _seen.Add(line);
                if (line.Contains(text, StringComparison.Ordinal))
                {
                    return line;
                }
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"No line with '{text}' in {Limit.TotalSeconds} s. It said:\n{string.Join('\n', _seen)}");
        }

        throw new InvalidOperationException($"The game ended without a line with '{text}'. It said:\n{string.Join('\n', _seen)}");
    }

    public int WaitForExit()
    {
        Assert(_process.WaitForExit(Limit));
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _reading.Wait(Limit);
        _process.Dispose();
        _lines.Dispose();
    }

    private static void Assert(bool hasExited)
    {
        if (!hasExited)
        {
            throw new TimeoutException($"The game did not end in {Limit.TotalSeconds} s.");
        }
    }

    private async Task Read(StreamReader stream)
    {
        while (await stream.ReadLineAsync() is { } line)
        {
            _lines.Add(line);
        }
    }
}
