using System.Runtime.InteropServices;
using Ludos.State;

namespace Ludos.State.Tests.Rollback;

/// <summary>Balls that players push about, and a score: each frame depends on all before it, so one wrong input shows ever after. Publishes patches.</summary>
internal sealed class BallGame : IRollbackGame<byte>, IDisposable
{
    private const int Balls = 300;
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    private readonly Arena _arena = Schemas.NewArena();
    private readonly RegionWriter[] _writers;
    private ulong _outside;

    internal BallGame()
    {
        _writers = [_arena.Add(Schemas.Words("balls", Balls, 3)).Value.AcquireWriter().Value, _arena.Add(Schemas.Words("score", 4, 1)).Value.AcquireWriter().Value];
        Store = FrameStore.Create(_writers, 1 << 20, 200).Value;
    }

    internal FrameStore Store { get; }

    /// <summary>From this frame on the game looks at something that no region holds.</summary>
    internal long CheatsFrom { get; init; } = long.MaxValue;

    internal byte[] Content => [.. _writers[0].Region.Front, .. _writers[1].Region.Front];

    public void Advance(long frame, ReadOnlySpan<byte> inputs)
    {
        var sum = frame >= CheatsFrom ? ++_outside : 0;
        using (var scope = _writers[0].Begin(WriteMode.Patch))
        {
            for (var player = 0; player < inputs.Length; player++)
            {
                var ball = (int)(((ulong)frame * 7 + ((ulong)inputs[player] * 31) + (ulong)player) % Balls);
                ref var state = ref MemoryMarshal.AsRef<ulong>(scope.Change(ball * sizeof(ulong), sizeof(ulong)));
                state = ((state + inputs[player] + 1) * Multiplier) ^ (ulong)player;
                sum += state;
            }

            _ = scope.Publish();
        }

        using var score = _writers[1].Begin(WriteMode.Patch);
        MemoryMarshal.AsRef<ulong>(score.Change(0, sizeof(ulong))) += sum;
        _ = score.Publish();
    }

    public void Dispose()
    {
        Store.Dispose();
        Array.ForEach(_writers, writer => writer.Dispose());
        _arena.Dispose();
    }
}
