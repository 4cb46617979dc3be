using System.Text.Json;
using Ludos.Bench.Distribution.Metadata;
using Ludos.Trust;

namespace Ludos.Bench.Distribution;

/// <summary>Every role of a TUF repository, each met by a fresh client that refreshes and looks for a module.</summary>
internal static class MetadataTargets
{
    public static IEnumerable<IMutationTarget> All()
    {
        var path = BenchRepository.Path(1, 2);
        (string Name, string File)[] roles =
        [
            ("roots", "2.root.json"),
            ("timestamps", "timestamp.json"),
            ("snapshots of metadata", "1.snapshot.json"),
            ("targets roles", "1.targets.json"),
            ("bins", $"1.{TufRoles.Bin(TufRoles.BinOf(path))}.json"),
            ("developers' roles", "1.dev-studio1.json"),
        ];
        foreach (var (name, file) in roles)
        {
            var repository = new BenchRepository(developers: 3);
            repository.PublishRoot();
            var sound = repository.Files[file];
            yield return new MutationTarget(name, sound, bytes =>
            {
                repository.Files[file] = bytes;
                return Accepts(repository, path) && (bytes.Span.SequenceEqual(sound.Span) || !SaysTheSame(sound, bytes));
            });
        }
    }

    private static bool Accepts(BenchRepository repository, string path)
    {
        using var client = TufClient.Open(new DiscardedFolder(), repository, repository.FirstRoot).Value;
        return client.Refresh(BenchRepository.Now).AsTask().GetAwaiter().GetResult().IsOk && client.Find(path).AsTask().GetAwaiter().GetResult().IsOk;
    }

    /// <summary>TUF signs a value, not its spelling: white space, and fields beside the signed object, may differ in a root and a timestamp.</summary>
    private static bool SaysTheSame(ReadOnlyMemory<byte> sound, ReadOnlyMemory<byte> changed)
    {
        using var a = JsonDocument.Parse(sound);
        using var b = JsonDocument.Parse(changed);
        return JsonElement.DeepEquals(a.RootElement.GetProperty("signed"), b.RootElement.GetProperty("signed"));
    }
}
