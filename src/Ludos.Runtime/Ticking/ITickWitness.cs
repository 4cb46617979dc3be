using Ludos.Modules;
using Ludos.Runtime.Input;
using Ludos.Runtime.World;

namespace Ludos.Runtime.Ticking;

/// <summary>Is told of what a world does and of what comes to it from outside, on the thread that ticks and in order.</summary>
internal interface ITickWitness
{
    /// <summary>A tick begins; code has not changed yet.</summary>
    void BeforeTick(long tick);

    /// <summary>A slot made a move between the tick before and this one.</summary>
    void CodeChanged(ModuleSeat module, SlotChange change, long tick);

    /// <summary>The wall clock stopped a unit in this tick.</summary>
    void Stopped(UnitSeat seat, long tick);

    /// <summary>A tick counts.</summary>
    /// <param name="ticks">Ticks completed.</param>
    void AfterTick(long ticks);

    /// <summary>Instances are made anew, and the clock is at 0; units start before the next tick.</summary>
    void Restarted();

    /// <summary>The regions were given the content of another moment, and the clock was turned to it.</summary>
    void Placed(long tick);
}

/// <summary>What ticks take from outside, where that is known beforehand. On the thread that ticks.</summary>
internal interface ITickSource
{
    /// <summary>The input of the tick that begins.</summary>
    InputFrame Input { get; }

    /// <summary>Whether the wall clock stopped this unit in this tick.</summary>
    bool IsStopped(UnitSeat seat);
}
