namespace Ludos.Modules;

/// <summary>
/// Code that reads some regions and writes others, declared up front. Used by one thread at a time, as are all units of one
/// instance together; only <see cref="RequestStop"/> may come from another thread.
/// </summary>
public interface IUnit
{
    UnitDescriptor Descriptor { get; }

    /// <summary>Called once, when the world is created, before the first tick. A unit without a start does nothing.</summary>
    UnitOutcome Start();

    /// <summary>Copies what it reads as previous aside, for <see cref="Run"/> of this tick.</summary>
    /// <remarks>
    /// The runtime calls it when a tick begins, before any unit runs, and only for a unit that runs after a writer of one of its
    /// <see cref="UnitDescriptor.ReadsPrevious"/>. Without it Run takes the front, which is then still the previous tick's.
    /// </remarks>
    void LatchPrevious()
    {
    }

    /// <summary>Runs one tick. On any fault nothing is published. Allocates nothing on success.</summary>
    /// <param name="tick">0 is the world's first.</param>
    UnitOutcome Run(long tick);

    /// <summary>Ends the run in progress within microseconds with <see cref="UnitFault.Interrupted"/>. A run that begins later is not affected.</summary>
    void RequestStop();
}
