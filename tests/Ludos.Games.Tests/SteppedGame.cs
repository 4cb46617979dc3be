using System.Runtime.InteropServices;
using Ludos.Platform;
using Ludos.Runtime;
using Ludos.State;

namespace Ludos.Games.Tests;

/// <summary>A game run tick by tick, without a view.</summary>
internal class SteppedGame : IDisposable
{
    private const int GenerousWallClockMs = 30_000;

    private readonly GameSession _session;

    public SteppedGame(string folder, params string[] mods)
    {
        var options = new SessionOptions { Clock = new MonotonicClock(), Mods = mods, WallClockLimitMs = GenerousWallClockMs };
        _session = GameSession.Open(folder, options).TryGet(out var session, out var fault)
            ? session
            : throw new InvalidOperationException(fault.ToString());
    }

    public IReadOnlyList<Region> Regions => _session.Arena.Regions;

    public void Step(int ticks = 1)
    {
        for (var n = 0; n < ticks; n++)
        {
            _session.StepOnce();
        }

        if (_session.Crash is { } crash)
        {
            throw new InvalidOperationException(crash);
        }
    }

    public void Pad(byte bits) => _session.Input.Submit(new InputSample(InputDevice.Script, 0, bits, 0));

    public void Pointer(float x, float y) => _session.Input.Submit(new InputSample(InputDevice.Script, 4, x, y));

    public void Dispose() => _session.Dispose();

    protected ReadOnlySpan<T> Front<T>(string region)
        where T : unmanaged =>
        _session.Arena.TryFind(region, out var found) ? MemoryMarshal.Cast<byte, T>(found.Front) : throw new InvalidOperationException($"There is no region {region}.");
}
