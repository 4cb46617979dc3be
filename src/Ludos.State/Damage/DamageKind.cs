namespace Ludos.State;

/// <summary>What somebody wrote that no writer writes.</summary>
public enum DamageKind
{
    /// <summary>The region's word names a slot that it does not have, or the epoch 0.</summary>
    WordNamesNoSlot,

    /// <summary>The region's epoch is lower than it was.</summary>
    EpochWentBack,

    /// <summary>A slot's fill sequence is lower than it was, so a reader could have taken half a write for a whole one.</summary>
    SequenceWentBack,

    /// <summary>A slot is marked as being filled while nobody holds the lease.</summary>
    FillWithoutLease,

    /// <summary>The segment says that it is another region, another world or another generation.</summary>
    IdentityChanged,

    /// <summary>The lease names a process that was not granted the region.</summary>
    LeaseForged,

    /// <summary>An attacher's pin page claims a slot or an epoch that there is not.</summary>
    PinForged,
}
