using Ludos.Distribution;
using Ludos.Modules;

namespace Ludos.Runtime.Streaming;

/// <summary>
/// What a file is to a stream, by the manifests of the modules that run: those of the next version are not here before the stream has begun, and groups of assets change little from one version to the next.
/// </summary>
internal static class ModuleStreamOrder
{
    public static StreamOrder Of(IEnumerable<ModuleManifest> running)
    {
        var manifests = running.ToDictionary(manifest => manifest.Id, StringComparer.Ordinal);
        var places = manifests.Values.SelectMany(manifest => manifest.Assets).Where(group => group.Place is not null).Select(group => Place(group.Place!.Value));
        return new StreamOrder(item => RankOf(item, manifests.GetValueOrDefault(IdOf(item))), places);
    }

    private static StreamRank RankOf(DownloadItem item, ModuleManifest? manifest)
    {
        if (item.Path is "" or ModuleManifest.FileName or ModuleManifest.GameFileName)
        {
            return new StreamRank(StreamPart.Document);
        }

        if (manifest is null)
        {
            return new StreamRank(StreamPart.Rest);
        }

        if (item.Path == manifest.Code || manifest.Variants.Any(variant => variant.Code == item.Path))
        {
            return new StreamRank(StreamPart.Code);
        }

        if (manifest.Regions.Any(region => region.InitialFile == item.Path))
        {
            return new StreamRank(StreamPart.InitialContent);
        }

        return manifest.GroupOf(item.Path) switch
        {
            { Order: { } order } => new StreamRank(StreamPart.Ordered, order),
            { Place: { } place } => new StreamRank(StreamPart.Placed, Place: Place(place)),
            _ => new StreamRank(StreamPart.Rest),
        };
    }

    private static StreamPlace Place(AssetPlace place) => new(place.X, place.Y);

    private static string IdOf(DownloadItem item)
    {
        var space = item.Module.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? item.Module : item.Module[..space];
    }
}
