using System.Globalization;
using System.Text.RegularExpressions;
using Ludos.State;
using Xunit;

namespace Ludos.State.Tests.Outside;

/// <summary>The library itself: how it builds, what it says, and what it does with bytes that no game would send.</summary>
public sealed partial class CLibraryTests(CPrograms programs) : IClassFixture<CPrograms>
{
    private const int SegmentationFault = 128 + 11;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [CTheory("clang", "ar", "bash")]
    [InlineData("cc", "")]
    [InlineData("clang", "")]
    [InlineData("cc", CPrograms.Sanitizers)]
    public void It_builds_without_a_warning(string compiler, string flags)
    {
        var folder = Path.Combine(programs.Folder, $"{compiler}{flags.Length}");
        var build = CPrograms.Run("env", Limit, $"CC={compiler}", $"CFLAGS={flags}", "bash", Path.Combine(CPrograms.Sources, "build.sh"), folder);
        Assert.True(build.ExitCode == 0 && build.Error.Length == 0, build.Error);
        Assert.Equal(["libludos.a", "libludos.so", "pilot"], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var refused = CPrograms.Run(Path.Combine(folder, "pilot"), Limit, Path.Combine(folder, "nothing"));
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("See with `ludos ps` which games run.", refused.Error, StringComparison.Ordinal);
    }

    [CFact("clang")]
    public void Its_headers_are_good_for_CPlusPlus()
    {
        var source = Path.Combine(programs.Folder, "header.cc");
        File.WriteAllText(source, "#include \"ludos.h\"\n#include \"ludos_layout.h\"\nint main() { ludos_arena *arena; return ludos_attach(\"x\", &arena, nullptr) == LUDOS_SUCCESS; }\n");
        var checkedSyntax = CPrograms.Run("clang", Limit, "-x", "c++", "-std=c++17", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only", "-I", CPrograms.Sources, source);
        Assert.True(checkedSyntax.ExitCode == 0, checkedSyntax.Error);
    }

    [CFact]
    public void Damaged_bytes_are_refused()
    {
        var check = CPrograms.Run(programs.Test("check", isSanitized: true), Limit);
        Assert.True(check.ExitCode == 0, check.Output + check.Error);
    }

    [CTheory("bash")]
    [InlineData("touch", "ludos: segment 'frames' was touched at byte 5000 after it was handed over, in process ")]
    [InlineData("touch-named", "ludos: segment 'tiles' was touched at byte 4099 after it was handed to process 4711, in process ")]
    public void A_segment_that_is_used_after_it_was_handed_over_is_named(string how, string told)
    {
        var touch = CPrograms.Run("bash", Limit, "-c", "\"$0\" \"$1\"; exit $?", programs.Test("check"), how);
        Assert.Equal(SegmentationFault, touch.ExitCode);
        Assert.Contains(told, touch.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_codes_are_those_of_the_owner()
    {
        var declared = Code().Matches(File.ReadAllText(Path.Combine(CPrograms.Sources, "ludos.h")).Split("} ludos_code;")[0])
            .ToDictionary(match => match.Groups[1].Value.Replace("_", "", StringComparison.Ordinal), match => int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));
        foreach (var code in Enum.GetValues<ArenaErrorCode>())
        {
            Assert.Equal((code, (int)code + 1), (code, declared.GetValueOrDefault(code.ToString().ToUpperInvariant())));
        }

        Assert.Equal(Enum.GetValues<ArenaErrorCode>().Length, declared.Values.Count(value => value is > 0 and < 100));
    }

    [GeneratedRegex(@"^    LUDOS_([A-Z_]+) = (\d+),?( |$)", RegexOptions.Multiline)]
    private static partial Regex Code();
}
