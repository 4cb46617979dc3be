using System.Text;
using System.Text.RegularExpressions;
using Ludos.Platform.Processes;
using Xunit;

namespace Ludos.Games.Tests;

/// <summary>What the documents show as a whole unit in C compiles as shown.</summary>
public partial class SnippetTests
{
    [CompilerFact]
    public void EveryWholeUnitInTheDocumentsCompiles()
    {
        var documents = Directory.EnumerateFiles(Checkout.PathOf("docs"), "*.md", SearchOption.AllDirectories).Append(Checkout.PathOf("README.md"));
        var snippets = documents.SelectMany(path => CBlock().Matches(File.ReadAllText(path)).Select(match => (Path: path, Code: match.Groups[1].Value)))
            .Where(snippet => snippet.Code.Contains("#include \"ludos_unit.h\"", StringComparison.Ordinal) && snippet.Code.Contains("LUDOS_UNIT(", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(snippets);
        foreach (var (path, code) in snippets)
        {
            using var folder = new TempFolder();
            folder.CopyFromCheckout("sdk/c");
            File.WriteAllText(folder.PathOf("snippet.c"), code);
            var build = CCompiler.Compile(folder, "snippet.c", "snippet.wasm");
            Assert.True(build.ExitCode == 0, $"{path}: {build.Error}");
            var wasm = Encoding.Latin1.GetString(File.ReadAllBytes(folder.PathOf("snippet.wasm")));
            foreach (Match region in Region().Matches(code))
            {
                Assert.Contains("region_" + region.Groups[1].Value, wasm, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>A block without an include is the inside of a function that is given a region.</summary>
    [CompilerFact]
    public void WhatAttachesFromCCompilesAsShown()
    {
        var page = File.ReadAllText(Checkout.PathOf("docs/reference/attach-c.md"));
        var snippets = CBlock().Matches(page).Select(match => match.Groups[1].Value).ToList();
        Assert.Contains(snippets, code => code.Contains("int main(", StringComparison.Ordinal));
        using var folder = new TempFolder();
        foreach (var code in snippets)
        {
            var isWhole = code.StartsWith("#include", StringComparison.Ordinal);
            File.WriteAllText(folder.PathOf("snippet.c"), isWhole ? code : $"#include \"ludos.h\"\nstruct pilot {{ float x, y; int32_t tick; uint32_t active; }};\nvoid part(ludos_region *region);\nvoid part(ludos_region *region) {{\nludos_fault fault;\n{code}}}\n");
            var build = ChildProcess.Capture(
                "clang", ["-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Werror", "-fsyntax-only", "-I", Checkout.PathOf("sdk/c"), folder.PathOf("snippet.c")], TimeSpan.FromMinutes(1)).Value;
            Assert.True(build.ExitCode == 0, build.Error);
        }
    }

    [GeneratedRegex("^```c\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CBlock();

    [GeneratedRegex(@"LUDOS_REGION\([^,]+, (\w+),")]
    private static partial Regex Region();
}
