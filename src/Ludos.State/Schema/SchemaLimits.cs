namespace Ludos.State;

/// <summary>Bounds on what a region may be. The name and field limits follow from the directory's fixed layout.</summary>
public static class SchemaLimits
{
    public const int MaxRegionNameBytes = 80;
    public const int MaxFieldNameBytes = 48;
    public const int MaxFields = 62;

    /// <summary>A many-slot region has at least three: the front, one that an outside reader may hold, one to fill.</summary>
    public const int MinManySlots = 3;

    public const int MaxSlots = 62;

    /// <summary>One slot's bytes: a span must be able to cover it.</summary>
    public const long MaxSlotBytes = int.MaxValue - 65535L;
}
