namespace Ludos.State;

/// <summary>Why a heap did not do what it was asked.</summary>
public enum HeapErrorCode
{
    /// <summary>No free block is large enough.</summary>
    OutOfMemory,

    /// <summary>The handle's block was freed before: a second free.</summary>
    DoubleFree,

    /// <summary>The handle's block was freed before: a use after it.</summary>
    UseAfterFree,

    /// <summary>The handle was never given out by this heap.</summary>
    BadHandle,

    /// <summary>Someone alive writes the heap.</summary>
    LeaseHeld,

    /// <summary>The segment is mapped to read only.</summary>
    NotGranted,

    /// <summary>The segment does not hold a heap, or one of another version.</summary>
    BadHeader,

    /// <summary>The segment is too small, or too large, for a heap.</summary>
    BadSize,

    /// <summary>The heap's own records contradict each other. Open it anew: it is then rebuilt, and says what was lost.</summary>
    Corrupt,
}
