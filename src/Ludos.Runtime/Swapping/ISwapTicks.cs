namespace Ludos.Runtime.Swapping;

/// <summary>Where the ticks come from that prove new code.</summary>
internal interface ISwapTicks
{
    /// <summary>Why no tick will come: paused, stopped; null when they do.</summary>
    string? WhyNone { get; }

    /// <summary>Keeps ticks coming until disposed, though nobody else waits.</summary>
    IDisposable Hold();

    /// <summary>Runs one tick where the session is stepped by hand. False where ticks come by themselves.</summary>
    bool TryStep();
}
