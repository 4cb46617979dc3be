using System.Globalization;

namespace Ludos.Runtime.Headless;

/// <summary>One line that is written over itself, from the first second on.</summary>
internal sealed class ProgressLine(GameSession session, HeadlessOptions options, TextWriter stderr)
{
    private const double NanosecondsPerSecond = 1e9;
    private const double FirstAfterSeconds = 1;
    private const double EverySeconds = 0.25;

    private readonly long _startNs = session.NowNs;
    private double _nextSeconds = FirstAfterSeconds;
    private bool _isShown;

    public void Show()
    {
        if (!options.ShowProgress)
        {
            return;
        }

        var seconds = (session.NowNs - _startNs) / NanosecondsPerSecond;
        if (seconds < _nextSeconds)
        {
            return;
        }

        _nextSeconds = seconds + EverySeconds;
        _isShown = true;
        stderr.Write(string.Create(CultureInfo.InvariantCulture, $"\r{session.Tick:N0} of {options.Frames:N0} ticks, {session.Tick / seconds:N0} a second   "));
    }

    public void Clear()
    {
        if (_isShown)
        {
            stderr.Write("\r" + new string(' ', 60) + "\r");
        }
    }
}
