namespace Ludos.State;

/// <summary>Why a timeline could not be made, or could not go where it was told. The world is then as it was.</summary>
public enum TimelineErrorCode
{
    /// <summary>The budget does not hold a copy of the world and some ticks.</summary>
    BudgetTooSmall,

    /// <summary>A region is dynamic: its content moves from block to block, and lines of it are not followed.</summary>
    Unsupported,

    /// <summary>The tick was never recorded on this line, or is kept no longer.</summary>
    NotKept,

    /// <summary>No branch of that name is kept.</summary>
    NoSuchBranch,

    /// <summary>A branch of that name exists.</summary>
    NameTaken,

    /// <summary>A writer was disposed, or its region taken from it: hand over the new one by <see cref="Timeline.Adopt"/>.</summary>
    WriterGone,
}
