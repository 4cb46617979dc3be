using System.Text.Json;
using Ludos.Protocols.View.V1;
using Ludos.Runtime;
using Ludos.State;

namespace Ludos.Web.Regions;

/// <summary>Writes the texts of the region socket.</summary>
internal static class RegionTexts
{
    public static byte[] Hello(GameSession session) =>
        JsonSerializer.SerializeToUtf8Bytes(new RegionHello("hello", StreamLayout.ViewRegionsVersion, session.Id, session.Name, WebLimits.MaxFeedsPerPage), RegionJson.Default.RegionHello);

    public static byte[] Describe(int feed, RegionSchema schema, GameSession session)
    {
        var owner = session.Status().Regions.FirstOrDefault(region => region.Name == schema.Name)?.Owner ?? "";
        FieldInfo[] fields = [.. schema.Fields.Select(field => new FieldInfo(field.Id, field.Name, field.Type.ToString().ToLowerInvariant(), field.Count))];
        var info = new RegionInfo("region", feed, schema.Name, schema.Capacity, schema.Slots, schema.StrideBytes, schema.SizeBytes, schema.IsVolatile, owner, fields);
        return JsonSerializer.SerializeToUtf8Bytes(info, RegionJson.Default.RegionInfo);
    }

    public static byte[] Refused(int feed, RegionRefusalCode code, string message, string mend) =>
        JsonSerializer.SerializeToUtf8Bytes(new RegionRefusal("refused", feed, JsonNamingPolicy.CamelCase.ConvertName(code.ToString()), message, mend), RegionJson.Default.RegionRefusal);

    public static byte[] Bye(string text) => JsonSerializer.SerializeToUtf8Bytes(new RegionBye("bye", text), RegionJson.Default.RegionBye);
}
