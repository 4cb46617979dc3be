using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Modules.Tests.Support;
using Ludos.Trust;
using Xunit;

namespace Ludos.Modules.Tests;

public sealed class ModulePackerTests
{
    private static readonly byte[] EmptyWasm = [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0];

    [Fact]
    public void WhatIsNeededGoesInAndNothingElse()
    {
        using TempFolder folder = Good();
        folder.Write("fish.c", "int x;"u8);
        folder.Write("build.sh", "cc"u8);
        folder.Write("assets/sky/day.png", [1]);
        folder.Write("assets/.DS_Store", [1]);

        ImmutableArray<PackageFile> files = GmodReader.Read(ModulePacker.Pack(folder.Path).Value, "x").Value.Files;

        Assert.Equal(["assets/sky/day.png", "fish.bin", "fish.wasm", "module.json"], files.Select(file => file.Path));
    }

    [Fact]
    public void EqualFoldersGiveEqualBytes()
    {
        using TempFolder one = Good();
        using TempFolder two = new();
        two.Write("assets/b.png", [2]);
        two.Write("assets/a.png", [1]);
        two.Write("fish.bin", new byte[80]);
        two.Write("fish.wasm", EmptyWasm);
        two.Write("module.json", Support.Manifests.Plain());
        one.Write("assets/a.png", [1]);
        one.Write("assets/b.png", [2]);
        File.SetLastWriteTimeUtc(Path.Combine(one.Path, "fish.wasm"), new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.Equal(ModulePacker.Pack(one.Path).Value, ModulePacker.Pack(two.Path).Value);
        Assert.Equal(ModulePacker.Pack(one.Path).Value, ModulePacker.Pack(one.Path + "/").Value);
    }

    [Fact]
    public void APackedFolderOpens()
    {
        using TempFolder folder = Good();
        VerifiedModule verified = new ModuleVerifier(true).Verify(ModulePacker.Pack(folder.Path).Value, ModuleOrigin.GmodFile, "fish.gmod").Value;

        ModulePackage package = ModulePackage.Open(verified).Value;

        Assert.Equal("pond.fish", package.Manifest.Id);
        Assert.Equal(EmptyWasm, package.Code.ToArray());
        Assert.Equal(80, package.File("fish.bin").Length);
        Assert.False(package.TryFile("fish.c", out _));
    }

    [Fact]
    public void OtherCodeUnderTheSameManifest()
    {
        using TempFolder folder = Good();
        var verifier = new ModuleVerifier(true);
        ModulePackage package = ModulePackage.Open(verifier.Verify(ModulePacker.Pack(folder.Path).Value, ModuleOrigin.GmodFile, "fish.gmod").Value).Value;
        VerifiedModule bare = verifier.Verify((byte[])[.. EmptyWasm, 0, 1, 0], ModuleOrigin.CommandLine, "new.wasm").Value;

        ModulePackage recoded = package.WithCode(bare);

        Assert.Same(package.Manifest, recoded.Manifest);
        Assert.Equal(bare.Digest, recoded.Verified.Digest);
        Assert.Equal(11, recoded.Code.Length);
        Assert.Equal(ModuleErrorCode.NoManifest, ModulePackage.Open(bare).Fault!.Code);
    }

    [Theory]
    [InlineData("module.json", ModuleErrorCode.Unreadable)]
    [InlineData("fish.wasm", ModuleErrorCode.MissingFile)]
    [InlineData("fish.bin", ModuleErrorCode.MissingFile)]
    public void AMissingFileIsNamed(string path, ModuleErrorCode code)
    {
        using TempFolder folder = Good();
        File.Delete(Path.Combine(folder.Path, path));

        Fault<ModuleErrorCode> fault = ModulePacker.Pack(folder.Path).Fault!;

        Assert.Equal(code, fault.Code);
        Assert.Contains(path, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ContentLargerThanItsRegionIsRefused()
    {
        using TempFolder folder = Good();
        folder.Write("fish.bin", new byte[81]);

        Fault<ModuleErrorCode> fault = ModulePacker.Pack(folder.Path).Fault!;

        Assert.Equal(ModuleErrorCode.TooLarge, fault.Code);
        Assert.Contains("regions[0].initial names fish.bin with 81 bytes; the region fish has 80", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fish.wasm")]
    [InlineData("assets/link.png")]
    public void ALinkIsRefused(string path)
    {
        using TempFolder folder = Good();
        using TempFolder outside = new();
        outside.Write("secret", [1]);
        folder.Write("assets/real.png", [1]);
        File.Delete(Path.Combine(folder.Path, path));
        File.CreateSymbolicLink(Path.Combine(folder.Path, path), Path.Combine(outside.Path, "secret"));

        Fault<ModuleErrorCode> fault = ModulePacker.Pack(folder.Path).Fault!;

        Assert.Equal(ModuleErrorCode.BadPath, fault.Code);
        Assert.Contains("is a link", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ALinkedFolderIsRefused()
    {
        using TempFolder folder = Good();
        using TempFolder outside = new();
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "assets"), outside.Path);

        Assert.Equal(ModuleErrorCode.BadPath, ModulePacker.Pack(folder.Path).Fault!.Code);
    }

    [Fact]
    public void AnAssetNameThatIsNoPathIsRefused()
    {
        using TempFolder folder = Good();
        folder.Write("assets/two words.png", [1]);

        Assert.Contains("two words.png", ModulePacker.Pack(folder.Path).Fault!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void APipeDoesNotHoldThePackerUp()
    {
        using TempFolder folder = Good();
        File.Delete(Path.Combine(folder.Path, "fish.wasm"));
        using var made = System.Diagnostics.Process.Start("mkfifo", Path.Combine(folder.Path, "fish.wasm"));
        made.WaitForExit();
        Assert.Equal(0, made.ExitCode);

        byte[] packed = ModulePacker.Pack(folder.Path).Value;

        Assert.Contains(GmodReader.Read(packed, "x").Value.Files, file => file.Path == "fish.wasm" && file.Bytes.IsEmpty);
    }

    [Fact]
    public void NoFolderIsSaidSo() =>
        Assert.Equal(ModuleErrorCode.Unreadable, ModulePacker.Pack(Path.Combine(Path.GetTempPath(), "ludos-there-is-no-such-folder")).Fault!.Code);

    private static TempFolder Good()
    {
        var folder = new TempFolder();
        folder.Write("module.json", Support.Manifests.Plain());
        folder.Write("fish.wasm", EmptyWasm);
        folder.Write("fish.bin", new byte[80]);
        return folder;
    }
}
