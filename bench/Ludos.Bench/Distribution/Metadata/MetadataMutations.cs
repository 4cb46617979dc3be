using System.Text.Json;
using Ludos.Base;
using Ludos.Trust;

namespace Ludos.Bench.Distribution.Metadata;

/// <summary>Damages every file of a repository's metadata in turn, and counts what a client accepts though its signed content changed.</summary>
internal static class MetadataMutations
{
    private const int MaxDamages = 4;

    /// <param name="Served">Damaged files that a fresh client met, one at a time.</param>
    /// <param name="Accepted">Those with other signed content that it took. Must be 0.</param>
    /// <param name="SameContent">Those that were accepted since nothing that is signed had changed: white space, or fields beside the signed object.</param>
    internal sealed record Outcome(int Served, int Accepted, int SameContent);

    public static Outcome Run(int count, ulong seed)
    {
        var repository = new BenchRepository(developers: 3);
        var path = BenchRepository.Path(1, 2);
        string[] names = ["timestamp.json", "1.snapshot.json", "1.targets.json", $"1.{TufRoles.Bin(TufRoles.BinOf(path))}.json", "1.dev-studio1.json"];
        var (accepted, same) = (0, 0);
        for (var round = 0; round < count; round++)
        {
            var name = names[round % names.Length];
            var original = repository.Files[name];
            var damaged = Damage(original.Span, ref seed);
            repository.Files[name] = damaged;
            if (Accepts(repository, path))
            {
                _ = SameSigned(original, damaged) ? same++ : accepted++;
            }

            repository.Files[name] = original;
        }

        return new Outcome(count, accepted, same);
    }

    private static bool Accepts(BenchRepository repository, string path)
    {
        using var client = TufClient.Open(new DiscardedFolder(), repository, repository.FirstRoot).Value;
        return client.Refresh(BenchRepository.Now).AsTask().GetAwaiter().GetResult().IsOk && client.Find(path).AsTask().GetAwaiter().GetResult().IsOk;
    }

    private static bool SameSigned(ReadOnlyMemory<byte> original, ReadOnlyMemory<byte> damaged)
    {
        using var a = JsonDocument.Parse(original);
        using var b = JsonDocument.Parse(damaged);
        return JsonElement.DeepEquals(a.RootElement.GetProperty("signed"), b.RootElement.GetProperty("signed"));
    }

    private static byte[] Damage(ReadOnlySpan<byte> original, ref ulong state)
    {
        do
        {
            List<byte> bytes = [.. original];
            for (var damages = 1 + (int)(Next(ref state) % MaxDamages); damages > 0 && bytes.Count > 0; damages--)
            {
                Once(bytes, ref state);
            }

            if (!original.SequenceEqual(bytes.ToArray()))
            {
                return [.. bytes];
            }
        }
        while (true);
    }

    private static void Once(List<byte> bytes, ref ulong state)
    {
        var at = (int)(Next(ref state) % (ulong)bytes.Count);
        var length = Math.Min(bytes.Count - at, 1 + (int)(Next(ref state) % 16));
        switch (Next(ref state) % 6)
        {
            case 0: bytes[at] ^= (byte)(1 << (int)(Next(ref state) % 8)); break;
            case 1: bytes[at] = "0123456789abcdef\"{}[]:,"u8[(int)(Next(ref state) % 23)]; break;
            case 2: bytes.RemoveRange(at, length); break;
            case 3: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
            case 4: bytes.RemoveRange(at, bytes.Count - at); break;
            default: bytes.Insert(at, "\"{}[],:0-9e.\\u\n\0"u8[(int)(Next(ref state) % 16)]); break;
        }
    }

    private static ulong Next(ref ulong state)
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return state;
    }
}
