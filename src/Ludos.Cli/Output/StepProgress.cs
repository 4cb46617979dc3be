using Ludos.Platform;

namespace Ludos.Cli.Output;

/// <summary>One line on the error stream that is written over itself, from the first second on; nothing where that is no terminal.</summary>
internal sealed class StepProgress
{
    private const int Width = 78;
    private const long FirstAfterNs = 1_000_000_000;
    private const long EveryNs = 250_000_000;

    private readonly MonotonicClock _clock = new();
    private long _nextNs;
    private bool _isShown;

    public StepProgress() => _nextNs = _clock.NowNs + FirstAfterNs;

    public void Show(FormattableString text)
    {
        if (!Terminal.IsInteractive || _clock.NowNs < _nextNs)
        {
            return;
        }

        _nextNs = _clock.NowNs + EveryNs;
        _isShown = true;
        Console.Error.Write($"\r{FormattableString.Invariant(text)}".PadRight(Width));
    }

    public void Clear()
    {
        if (_isShown)
        {
            Console.Error.Write("\r" + new string(' ', Width) + "\r");
        }
    }
}
