using System.Runtime.InteropServices;

namespace Ludos.State.TestHost.Journals;

/// <summary>A world whose every byte follows from the number of steps it has made, so that whoever recovers it knows what must be there.</summary>
internal sealed class Pond : IDisposable
{
    internal const string Id = "pond";

    private const int ManyWords = 4_096;
    private const int WordsPerStep = 8;
    private const int OneWords = 512;
    private const int WholeWords = 1_024;
    private const int StepsPerWhole = 16;
    private const ulong Mix = 0x9E3779B97F4A7C15;

    private static readonly FieldSchema Word = new(1, "word", FieldType.U64);

    private readonly Arena _arena;
    private readonly RegionWriter[] _writers;

    private Pond(Arena arena)
    {
        _arena = arena;
        Regions = [.. Schemas.Select(schema => arena.Find(schema.Name).Value)];
        _writers = [.. Regions.Select(region => region.AcquireWriter().Value)];
    }

    internal static IReadOnlyList<RegionSchema> Schemas { get; } =
    [
        new("many", [Word], ManyWords, 3, IsVolatile: false),
        new("one", [Word], OneWords, 1, IsVolatile: false),
        new("whole", [Word], WholeWords, 4, IsVolatile: false),
        new("still", [Word], 8, 3, IsVolatile: false),
    ];

    internal IReadOnlyList<Region> Regions { get; }

    internal static LogDescription Description(UInt128 worldId) => new(worldId, Id, "Pond", default, [.. Schemas]);

    /// <summary>The world after this many steps.</summary>
    internal static Pond At(ulong step)
    {
        var arena = Arena.Create(ArenaOptions.Default with { MaxRegions = 8 }).Value;
        var contents = Expected(step);
        for (var index = 0; index < Schemas.Count; index++)
        {
            _ = arena.Add(Schemas[index], contents[index]).Value;
        }

        return new Pond(arena);
    }

    /// <summary>Makes one step: a patch of one region, a word of another, and now and then all of a third. Allocates nothing.</summary>
    internal void Make(ulong step)
    {
        using (var many = _writers[0].Begin(WriteMode.Carry))
        {
            var words = MemoryMarshal.Cast<byte, ulong>(many.Bytes);
            words.Slice((int)(step % (ManyWords / WordsPerStep)) * WordsPerStep, WordsPerStep).Fill(step * Mix);
            _ = many.Publish();
        }

        using (var one = _writers[1].Begin(WriteMode.Carry))
        {
            MemoryMarshal.Cast<byte, ulong>(one.Bytes)[(int)(step % OneWords)] = step;
            _ = one.Publish();
        }

        if (step % StepsPerWhole == 0)
        {
            using var whole = _writers[2].Begin(WriteMode.Replace);
            MemoryMarshal.Cast<byte, ulong>(whole.Bytes).Fill(step * Mix);
            _ = whole.Publish();
        }
    }

    /// <summary>The first region that is not what the step makes it, or null.</summary>
    internal static string? Difference(IReadOnlyList<byte[]> contents, ulong step)
    {
        var expected = Expected(step);
        for (var index = 0; index < expected.Length; index++)
        {
            if (!expected[index].AsSpan().SequenceEqual(contents[index]))
            {
                return $"{Schemas[index].Name} is not what step {step} makes it, from byte {expected[index].AsSpan().CommonPrefixLength(contents[index])} on";
            }
        }

        return null;
    }

    public void Dispose()
    {
        foreach (var writer in _writers)
        {
            writer.Dispose();
        }

        _arena.Dispose();
    }

    private static byte[][] Expected(ulong step)
    {
        var (many, one, whole) = (new ulong[ManyWords], new ulong[OneWords], new ulong[WholeWords]);
        for (var word = 0; word < ManyWords; word++)
        {
            many[word] = LastStep(step, ManyWords / WordsPerStep, (ulong)(word / WordsPerStep)) * Mix;
        }

        for (var word = 0; word < OneWords; word++)
        {
            one[word] = LastStep(step, OneWords, (ulong)word);
        }

        whole.AsSpan().Fill(step / StepsPerWhole * StepsPerWhole * Mix);
        return [Bytes(many), Bytes(one), Bytes(whole), new byte[Schemas[3].SizeBytes]];
    }

    /// <summary>The newest step, at most this one, that leaves that remainder; 0 when there was none.</summary>
    private static ulong LastStep(ulong step, ulong period, ulong remainder)
    {
        var back = (step + period - remainder) % period;
        return back <= step ? step - back : 0;
    }

    private static byte[] Bytes(ulong[] words) => MemoryMarshal.AsBytes(words.AsSpan()).ToArray();
}
