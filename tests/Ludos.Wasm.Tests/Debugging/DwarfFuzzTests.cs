using Ludos.Wasm.Debugging;
using Ludos.Wasm.Decoding;
using Ludos.Wasm.Tests.Conformance;
using Xunit;

namespace Ludos.Wasm.Tests.Debugging;

/// <summary>Damaged debug sections: some lines or none, never an exception, and no more work than there are bytes.</summary>
public class DwarfFuzzTests
{
    private const int RoundsPerSeed = 20_000;

    private static readonly ulong[] Addresses = [0, 3, 0x0D, 0x17, 0x2B, 0x33, 0x5C, 0x72, 1 << 20, uint.MaxValue];

    private static string Folder => Path.Combine(ConformanceData.Root, "tests", "Ludos.Wasm.Tests", "Debugging");

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void DamageIsNoError(int dwarf)
    {
        var (lines, lineTexts, texts) = Sections(dwarf);
        Assert.Contains(Find(lines, lineTexts, texts), line => line is not null);
        var state = 0xD0A5UL + (ulong)dwarf;
        var found = 0;
        for (var round = 0; round < RoundsPerSeed; round++)
        {
            var damaged = (byte[])lines.Clone();
            for (var places = 1 + Below(ref state, 5); places > 0; places--)
            {
                var at = Below(ref state, damaged.Length);
                damaged[at] = Below(ref state, 3) switch { 0 => 0xFF, 1 => 0, _ => (byte)(damaged[at] ^ (1 << Below(ref state, 8))) };
            }

            found += Array.Exists(Find(Below(ref state, 4) == 0 ? damaged[..Below(ref state, damaged.Length)] : damaged, lineTexts, texts), line => line is not null) ? 1 : 0;
        }

        Assert.InRange(found, 1, RoundsPerSeed - 1);
    }

    /// <summary>Line tables that once were, or could have been, troublesome; each file says why.</summary>
    [Fact]
    public void PastFailuresStayMended()
    {
        var files = Directory.GetFiles(Path.Combine(Folder, "Corpus"), "*.hex");
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var lines = Convert.FromHexString(string.Concat(File.ReadLines(file).Where(line => !line.StartsWith('#'))).Replace(" ", "", StringComparison.Ordinal));
            Assert.All(Find(lines, new byte[8], new byte[8]), line => Assert.Null(line));
        }
    }

    private static SourceLine?[] Find(byte[] lines, byte[] lineTexts, byte[] texts) => new DwarfLines(lines, new DwarfTexts(lineTexts, texts)).Find(Addresses);

    private static (byte[] Lines, byte[] LineTexts, byte[] Texts) Sections(int dwarf)
    {
        var module = WasmModule.Decode(File.ReadAllBytes(Path.Combine(Folder, $"lines{dwarf}.wasm"))).Value.Contents;
        return (Section(module, ".debug_line"), Section(module, ".debug_line_str"), Section(module, ".debug_str"));
    }

    private static byte[] Section(ModuleContents module, string name)
    {
        var (offset, length) = SectionList.FindCustom(module, name);
        return module.Bytes.AsSpan(offset, length).ToArray();
    }

    private static int Below(ref ulong state, int bound)
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)bound);
    }
}
