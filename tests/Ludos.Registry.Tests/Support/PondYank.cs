using System.Text;
using System.Text.Json.Nodes;
using Ludos.Distribution;
using Ludos.Trust;

namespace Ludos.Registry.Tests.Support;

/// <summary>A request to take a version back.</summary>
internal static class PondYank
{
    public static byte[] Body(PondPublisher publisher, ModuleIndex yanked, string version, string reason)
    {
        var bytes = yanked.Write();
        var targets = new Dictionary<string, TargetFile>(publisher.Targets, StringComparer.Ordinal) { [yanked.TargetName] = TargetFile.Of(bytes) };
        var role = TufRepository.Developer(publisher.Name, publisher.RoleVersion + 1, publisher.Clock.Now + TimeSpan.FromDays(90), targets, [publisher.Key]).Value;
        return Encoding.UTF8.GetBytes(new JsonObject
        {
            ["version"] = version,
            ["reason"] = reason,
            ["index"] = Convert.ToBase64String(bytes),
            ["developer"] = Convert.ToBase64String(role.Bytes.Span),
        }.ToJsonString());
    }
}
