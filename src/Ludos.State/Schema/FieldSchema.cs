namespace Ludos.State;

/// <summary>One field of a region's element.</summary>
/// <param name="Id">Stable number, unique in the region; what a later version of the module knows the field by.</param>
/// <param name="Name">For people; unique in the region; up to <see cref="SchemaLimits.MaxFieldNameBytes"/> bytes of UTF-8.</param>
/// <param name="Count">Values in the field, 1 or more; above 1 it is an array inside the element.</param>
public sealed record FieldSchema(ushort Id, string Name, FieldType Type, int Count = 1);
