using System.Text.Json.Serialization;

namespace Ludos.Web.Regions;

internal sealed record RegionHello(string Type, int Protocol, string Id, string Name, int MaxFeeds);

internal sealed record FieldInfo(int Id, string Name, string Type, int Count);

internal sealed record RegionInfo(
    string Type, int Feed, string Name, int Capacity, int Slots, int StrideBytes, long SizeBytes, bool Volatile, string Owner, IReadOnlyList<FieldInfo> Fields);

internal sealed record RegionRefusal(string Type, int Feed, string Code, string Message, string Mend);

internal sealed record RegionBye(string Type, string Text);

/// <summary>Every JSON text on the region socket.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RegionHello))]
[JsonSerializable(typeof(RegionInfo))]
[JsonSerializable(typeof(RegionRefusal))]
[JsonSerializable(typeof(RegionBye))]
internal sealed partial class RegionJson : JsonSerializerContext;
