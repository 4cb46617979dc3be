using System.Globalization;
using Ludos.Base;
using Ludos.Runtime.Recording;

namespace Ludos.Runtime.Headless;

/// <summary>What happens after each tick of a headless run: hashes, recordings, the end. Called on the thread that ticks.</summary>
internal sealed class HeadlessRun(HashSpec? hash, IReadOnlyList<long> at, IReadOnlyList<IRecorder> recorders, long frames, TextWriter stdout) : IDisposable
{
    private readonly ManualResetEventSlim _over = new(frames == 0);
    private int _nextHash;
    private Exception? _failure;

    /// <summary>Set once the last tick has run or something went wrong.</summary>
    public WaitHandle Over => _over.WaitHandle;

    public bool IsOver => _over.IsSet;

    /// <summary>What the disk or an encoder complained about; null when nothing did.</summary>
    public string? Failure => Volatile.Read(ref _failure)?.Message;

    /// <param name="ticks">Ticks completed.</param>
    public void AfterTick(long ticks)
    {
        if (_over.IsSet)
        {
            return;
        }

        try
        {
            foreach (var recorder in recorders)
            {
                recorder.Take(ticks - 1);
            }

            PrintHashes(ticks);
        }
        catch (Exception error) when (IsDisk(error))
        {
            Fail(error);
        }

        if (ticks >= frames)
        {
            _over.Set();
        }
    }

    /// <summary>The world is ready for its first tick.</summary>
    public void AfterStart()
    {
        try
        {
            PrintHashes(0);
        }
        catch (Exception error) when (IsDisk(error))
        {
            Fail(error);
        }
    }

    public void Finish()
    {
        try
        {
            foreach (var recorder in recorders)
            {
                recorder.Finish();
            }
        }
        catch (Exception error) when (IsDisk(error))
        {
            Fail(error);
        }
    }

    public void Dispose() => _over.Dispose();

    private static bool IsDisk(Exception error) => error is IOException or UnauthorizedAccessException;

    private void PrintHashes(long ticks)
    {
        for (; _nextHash < at.Count && at[_nextHash] <= ticks; _nextHash++)
        {
            stdout.Write(string.Create(CultureInfo.InvariantCulture, $"{at[_nextHash]} {hash!.Compute()}\n"));
            stdout.Flush();
        }
    }

    private void Fail(Exception error)
    {
        Interlocked.CompareExchange(ref _failure, error, null);
        _over.Set();
    }
}
