using System.Text;
using Ludos.Wasm.Wasi;
using Xunit;

namespace Ludos.Wasm.Tests.Wasi;

/// <summary>
/// Every call with arguments at random, in every kind of folder: an errno of the list or the program's end, nothing thrown, nothing outside touched.
/// A failure names its seed.
/// </summary>
public sealed class CallFuzzTests
{
    private const int CallsPerSeed = 4_000;
    private const int NameArea = 32_768;

    private static readonly string[] Names =
    [
        "a", "b", "a/b", "a/../b", "..", "../secret.txt", "a/../../secret.txt", ".", "a/", "/etc/passwd", "link", "link/x", "a/b/c/../../..", "", "a/./b", "c",
        "a\0b", "\u00e9", "a//b", "....", "../inside/a", "link/../..", new('n', 300), "/", "a/b/",
    ];

    public static TheoryData<FolderKind, int> Short => Seeds(3);

    public static TheoryData<FolderKind, int> Long => Seeds(60);

    [Theory]
    [MemberData(nameof(Short))]
    public void RandomCallsEndInAnErrno(FolderKind kind, int seed) => Run(kind, seed);

    [Theory]
    [MemberData(nameof(Long))]
    [Trait("Category", "Slow")]
    public void ManyRandomCallsEndInAnErrno(FolderKind kind, int seed) => Run(kind, seed + 1_000);

    private static TheoryData<FolderKind, int> Seeds(int count)
    {
        var data = new TheoryData<FolderKind, int>();
        foreach (var kind in Enum.GetValues<FolderKind>())
        {
            for (var seed = 0; seed < count; seed++)
            {
                data.Add(kind, seed);
            }
        }

        return data;
    }

    private static void Run(FolderKind kind, int seed)
    {
        var random = new Random(seed);
        using var folder = TestFolder.Make(kind);
        using var guest = new Guest(new WasiOptions
        {
            Arguments = ["one", "two"],
            Environment = [KeyValuePair.Create("A", "B")],
            Folders = [new WasiPreopen("/", folder.Folder), new WasiPreopen("/ro", folder.Folder, ReadOnly: true)],
            Clock = new VirtualClock(),
            Random = WasiRandom.Seeded(1),
            Limits = new WasiLimits { MaxDescriptors = 40 },
        });
        var calls = guest.Host.Imports.Entries.OrderBy(entry => entry.Key.Name, StringComparer.Ordinal).Select(entry => (entry.Key.Name, Parameters: ((Delegate)entry.Value).Method.GetParameters())).ToList();
        Assert.True(calls.Count >= 46, $"{calls.Count} calls");
        var seen = new HashSet<WasiErrno>();
        random.NextBytes(guest.Memory.Span);
        for (var i = 0; i < CallsPerSeed; i++)
        {
            var (name, parameters) = calls[random.Next(calls.Count)];
            if (name == "fd_close" && random.Next(4) != 0)
            {
                continue;
            }

            var lengths = PutNames(guest, random);
            var arguments = parameters.Select(parameter => parameter.ParameterType == typeof(long) ? Long64(random) : (object)Int32(random, lengths)).ToArray();
            try
            {
                var errno = guest.Call(name, arguments);
                Assert.True(errno <= WasiErrno.Notcapable, $"{name} returned {(int)errno}");
                seen.Add(errno);
            }
            catch (WasiExitException)
            {
                Assert.True(name is "proc_exit" or "proc_raise", name);
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"{kind}, seed {seed}, call {i}: {name}({string.Join(", ", arguments)})", error);
            }
        }

        Assert.True(seen.Count >= 6, string.Join(' ', seen));
        folder.AssertOutsideUntouched();
    }

    /// <summary>Two names and a list of buffers at places that arguments often point to.</summary>
    private static int[] PutNames(Guest guest, Random random)
    {
        var lengths = new int[2];
        for (var i = 0; i < lengths.Length; i++)
        {
            lengths[i] = Encoding.UTF8.GetBytes(Names[random.Next(Names.Length)], guest.Memory.Span[(NameArea + (i * 512))..]);
        }

        BitConverter.TryWriteBytes(guest.Memory.Span[(NameArea + 1_024)..], 65_536 + random.Next(200_000));
        BitConverter.TryWriteBytes(guest.Memory.Span[(NameArea + 1_028)..], random.Next(2_000));
        return lengths;
    }

    private static int Int32(Random random, int[] lengths) => random.Next(12) switch
    {
        0 or 1 => random.Next(8),
        2 => Guest.Folder,
        3 => NameArea,
        4 => NameArea + 512,
        5 => NameArea + 1_024,
        6 => lengths[random.Next(lengths.Length)],
        7 => 70_000 + random.Next(1_000),
        8 => 1,
        9 => random.Next(64),
        10 => (4 * WasmMemory.PageBytes) - random.Next(64),
        _ => random.Next(int.MinValue, int.MaxValue),
    };

    private static object Long64(Random random) => random.Next(5) switch
    {
        0 => Guest.AllRights,
        1 => (long)random.Next(100_000),
        2 => -1L,
        3 => random.NextInt64(),
        _ => 0L,
    };
}
