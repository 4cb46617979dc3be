namespace Ludos.Trust;

/// <summary>What an owner can ask.</summary>
public enum OwnerRequestKind
{
    /// <summary>Hand it on to another user, with all items.</summary>
    Transfer,

    /// <summary>Hand it back.</summary>
    Refund,
}
