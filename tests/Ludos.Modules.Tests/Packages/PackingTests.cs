using System.Collections.Immutable;
using System.Text;
using Ludos.Base;
using Ludos.Modules.Tests.Support;
using Ludos.Trust;
using Xunit;

namespace Ludos.Modules.Tests;

/// <summary>What goes into a package for distribution, byte for byte, and what is refused by its name.</summary>
public sealed class PackingTests
{
    private static readonly byte[] EmptyWasm = [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0];

    [Fact]
    public void VariantsBringTheirCodeAndAssets()
    {
        using TempFolder folder = Full();

        ImmutableArray<PackageFile> files = GmodReader.Read(ModulePacker.Pack(folder.Path).Value, "x").Value.Files;

        Assert.Equal(
            ["assets/music/tide.ogg", "assets/reef/a.png", "assets/sky.png", "fish.bin", "fish.wasm", "module.json", "small/sky.png"],
            files.Select(file => file.Path));
    }

    [Fact]
    public void APlatformGetsItsOwnAssets()
    {
        using TempFolder folder = Full();
        ModulePackage package = Open(folder);

        Assert.Equal(TargetPlatform.Current == "linux-x64" ? [2] : [1], package.TryAsset("assets/sky.png", out PackageFile? sky) ? sky.Bytes.ToArray() : []);
        Assert.True(package.TryAsset("assets/reef/a.png", out _));
        Assert.False(package.TryAsset("assets/none.png", out _));
        Assert.True(package.Manifest.IsProtected("assets/music/tide.ogg"));
        Assert.True(package.Manifest.IsProtected("fish.bin"));
        Assert.False(package.Manifest.IsProtected("assets/sky.png"));
        Assert.Equal(new AssetPlace(10, -2.5), package.Manifest.GroupOf("assets/reef/a.png")!.Place);
        Assert.Equal(0, package.Manifest.GroupOf("assets/sky.png")!.Order);
    }

    [Fact]
    public void AFileIsWrittenAsMemoryIsFilled()
    {
        using TempFolder folder = Full();
        folder.Write("assets/music/large.ogg", [.. Enumerable.Range(0, 3_000_001).Select(index => (byte)(index * 31))]);
        string target = Path.Combine(folder.Path, "out.gmod");

        PackedModule packed = ModulePacker.PackTo(folder.Path, _ => target).Value;

        byte[] memory = ModulePacker.Pack(folder.Path).Value;
        Assert.Equal(memory, File.ReadAllBytes(target));
        Assert.Equal((GmodReader.Read(memory, "x").Value.Digest, (long)memory.Length), (packed.Digest, packed.SizeBytes));
        Assert.False(File.Exists(target + ".partial"));
    }

    [Fact]
    public void WhatFailsLeavesNothingBehind()
    {
        using TempFolder folder = Full();
        File.Delete(Path.Combine(folder.Path, "fish.wasm"));
        string target = Path.Combine(folder.Path, "out.gmod");

        Assert.False(ModulePacker.PackTo(folder.Path, _ => target).IsOk);
        Assert.Equal(ModuleErrorCode.Unreadable, ModulePacker.PackTo(Full().Path, _ => Path.Combine(folder.Path, "none", "out.gmod")).Fault!.Code);
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "out.*"));
    }

    [Fact]
    public void LineEndsAndModesAreNotTouched()
    {
        using TempFolder one = Full();
        using TempFolder two = Full();
        one.Write("assets/sky.png", "a\r\nb\n"u8);
        two.Write("assets/sky.png", "a\r\nb\n"u8);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path.Combine(two.Path, "assets", "sky.png"), UnixFileMode.UserRead | UnixFileMode.UserExecute);

        byte[] packed = ModulePacker.Pack(one.Path).Value;

        Assert.Equal(packed, ModulePacker.Pack(two.Path).Value);
        Assert.True(packed.AsSpan().IndexOf("a\r\nb\n"u8) > 0);
    }

    [Theory]
    [InlineData("assets/con.png", "assets/con.png has a part that is a device on Windows")]
    [InlineData("assets/Lpt1", "assets/Lpt1 has a part that is a device on Windows")]
    [InlineData("assets/caf\u00e9.png", "has a character other than letters")]
    [InlineData("assets/a b.png", "assets/a b.png has a character other than letters")]
    [InlineData("assets/dot.", "assets/dot. has a part that ends in '.'")]
    [InlineData("assets/SKY.png", "assets/SKY.png and assets/sky.png are one file where case does not count")]
    public void ANameThatIsNotTheSameEverywhereIsRefused(string path, string message)
    {
        using TempFolder folder = Full();
        folder.Write(path, [1]);

        Fault<ModuleErrorCode> fault = ModulePacker.Pack(folder.Path).Fault!;

        Assert.Equal(ModuleErrorCode.BadPath, fault.Code);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("protected[0]", "\"assets/musik/**\"", "protected[0] is assets/musik/**, which no packed file fits")]
    [InlineData("assets[1].files[0]", "\"assets/reefs/*\"", "assets[1].files[0] is assets/reefs/*, which no packed file fits")]
    [InlineData("variants[0].code", "\"other.wasm\"", "variants[0].code names other.wasm, which is not there")]
    public void WhatAManifestNamesIsThere(string field, string json, string message)
    {
        using TempFolder folder = Full();
        folder.Write("module.json", Support.Manifests.With(field, json));

        Fault<ModuleErrorCode> fault = ModulePacker.Pack(folder.Path).Fault!;

        Assert.Equal(ModuleErrorCode.MissingFile, fault.Code);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("assets/**", "assets/a", true)]
    [InlineData("assets/**", "assets/a/b/c.png", true)]
    [InlineData("assets/**", "asset/a", false)]
    [InlineData("**", "a/b/c", true)]
    [InlineData("**/*.png", "a.png", true)]
    [InlineData("**/*.png", "a/b/c.png", true)]
    [InlineData("**/*.png", "a/b/c.jpg", false)]
    [InlineData("a/**/z", "a/z", true)]
    [InlineData("a/**/z", "a/b/c/z", true)]
    [InlineData("a/**/m/**/z", "a/m/b/m/z", true)]
    [InlineData("*.bin", "a/b.bin", false)]
    [InlineData("a*b*c", "axxbyybzzc", true)]
    [InlineData("a*b*c", "axxbyybzz", false)]
    [InlineData("*", "", true)]
    [InlineData("A.png", "a.png", false)]
    public void PatternsFitPaths(string pattern, string path, bool fits) => Assert.Equal(fits, PathPattern.TryParse(pattern)!.IsMatch(path));

    [Theory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData("../a")]
    [InlineData("a b")]
    [InlineData("a?")]
    public void WhatIsNoPatternIsRefused(string pattern) => Assert.Null(PathPattern.TryParse(pattern));

    private static ModulePackage Open(TempFolder folder) =>
        ModulePackage.Open(new ModuleVerifier(true).Verify(ModulePacker.Pack(folder.Path).Value, ModuleOrigin.GmodFile, "fish.gmod").Value).Value;

    private static TempFolder Full()
    {
        var folder = new TempFolder();
        folder.Write("module.json", Encoding.UTF8.GetBytes(Support.Manifests.Good));
        folder.Write("fish.wasm", EmptyWasm);
        folder.Write("fish.bin", new byte[80]);
        folder.Write("assets/sky.png", [1]);
        folder.Write("small/sky.png", [2]);
        folder.Write("assets/reef/a.png", [3]);
        folder.Write("assets/music/tide.ogg", [4]);
        return folder;
    }
}
