using System.Runtime.InteropServices;
using Ludos.Platform;
using Ludos.Runtime;
using Ludos.State;

namespace Ludos.Games.Tests;

/// <summary>Shoal (or a copy of it elsewhere), run tick by tick without a view.</summary>
internal sealed class ShoalGame : IDisposable
{
    public const byte ButtonFeed = 1;
    public const byte ButtonLeft = 16;
    public const byte ButtonRight = 32;

    private readonly GameSession _session;

    public ShoalGame(string? folder = null, params string[] mods)
    {
        var options = new SessionOptions { Clock = new MonotonicClock(), Mods = mods, WallClockLimitMs = 30_000 };
        _session = GameSession.Open(folder ?? Checkout.PathOf("games/shoal"), options).TryGet(out var session, out var fault)
            ? session
            : throw new InvalidOperationException(fault.ToString());
    }

    public ReadOnlySpan<Fish> Fish => Front<Fish>("fish");

    public ReadOnlySpan<FlockStats> Stats => Front<FlockStats>("flockstats");

    public ReadOnlySpan<uint> Palette => Front<uint>("palette");

    public Shark Shark => Front<Shark>("shark")[0];

    public World World => Front<World>("world")[0];

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

    private ReadOnlySpan<T> Front<T>(string region)
        where T : unmanaged =>
        _session.Arena.TryFind(region, out var found) ? MemoryMarshal.Cast<byte, T>(found.Front) : throw new InvalidOperationException($"There is no region {region}.");
}

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Fish(float X, float Y, float Vx, float Vy, byte Species, byte Depth, byte Fear, byte Tail);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct FlockStats(ulong Hash, uint Count);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Shark(float X, float Y, float Vx, float Vy, float Heading, float Roll, float Swim, float Jaw);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct World(uint Eaten, uint Fed, uint Dropped, uint Idle, float Hour, uint Random, float GoalX, float GoalY, short MouseX, short MouseY, byte MouseButtons, byte Gamepad, byte Steering, byte Lunge);
