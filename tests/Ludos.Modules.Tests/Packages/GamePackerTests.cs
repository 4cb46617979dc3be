using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Modules.Tests.Support;
using Ludos.Trust;
using Xunit;

namespace Ludos.Modules.Tests;

public sealed class GamePackerTests
{
    [Fact]
    public void TheShippedGameIsPackedWithAllItsModules()
    {
        using TempFolder output = new();

        ImmutableArray<PackedModule> packed = GamePacker.PackTo(Shoal(), output.Path).Value;

        Assert.Equal(["shoal", "shoal.flock", "shoal.shark", "shoal.view", "shoal.neon"], packed.Select(module => module.Manifest.Id));
        Assert.Equal(packed.Select(module => Path.GetFileName(module.Path)).Order(StringComparer.Ordinal), Directory.EnumerateFiles(output.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(packed, module =>
        {
            VerifiedModule verified = new ModuleVerifier(true).Verify(File.ReadAllBytes(module.Path), ModuleOrigin.GmodFile, module.Path).Value;
            Assert.Equal(module.Digest, verified.Digest);
            Assert.Equal(module.Manifest.Id, ModulePackage.Open(verified).Value.Manifest.Id);
        });
        Assert.Equal(ModuleKind.Game, packed[0].Manifest.Kind);
    }

    [Theory]
    [InlineData("{ \"id\": \"fish\", \"range\": \"[1.0.0,2.0.0)\" }", "", "nothing among \"dependencies\" leads to fish, which game.json names")]
    [InlineData("[1.0.0,2.0.0)", "[2.0.0,3.0.0)", "pond 1.0.0 needs fish [2.0.0, 3.0.0); the game has 1.0.0")]
    [InlineData("\"game\"", "\"wasm4\", \"code\": \"fish/fish.wasm\"", "kind is \"wasm4\" beside a game.json")]
    public void AGameThatWouldNotInstallIsRefused(string from, string to, string message)
    {
        using TempFolder folder = Pond();
        using TempFolder output = new();
        string manifest = Path.Combine(folder.Path, "module.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace(from, to, StringComparison.Ordinal));

        Fault<ModuleErrorCode> fault = GamePacker.PackTo(folder.Path, output.Path).Fault!;

        Assert.Equal(ModuleErrorCode.BadManifest, fault.Code);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(output.Path));
    }

    [Theory]
    [InlineData("{ \"modules\": [\"fish\", \"frog\"] }", ModuleErrorCode.MissingFile, "names frog, which is not a module's folder")]
    [InlineData("{ \"modules\": \"fish\" }", ModuleErrorCode.BadManifest, "modules is a string; a list is expected")]
    [InlineData("[]", ModuleErrorCode.BadManifest, "is not an object")]
    [InlineData("{", ModuleErrorCode.BadManifest, "is not strict JSON")]
    public void ABrokenGameFileIsNamed(string text, ModuleErrorCode code, string message)
    {
        using TempFolder folder = Pond();
        using TempFolder output = new();
        File.WriteAllText(Path.Combine(folder.Path, "game.json"), text);

        Fault<ModuleErrorCode> fault = GamePacker.PackTo(folder.Path, output.Path).Fault!;

        Assert.Equal(code, fault.Code);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    private static TempFolder Pond()
    {
        var folder = new TempFolder();
        folder.Write("module.json", """{ "id": "pond", "version": "1.0.0", "kind": "game", "dependencies": [{ "id": "fish", "range": "[1.0.0,2.0.0)" }] }"""u8);
        folder.Write("game.json", """{ "id": "pond", "modules": ["fish"] }"""u8);
        folder.Write("fish/module.json", """{ "id": "fish", "version": "1.0.0", "kind": "module", "code": "fish.wasm", "memory": "scratch", "units": [{ "name": "swim", "entry": "swim" }] }"""u8);
        folder.Write("fish/fish.wasm", [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0]);
        return folder;
    }

    private static string Shoal()
    {
        string root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Ludos.slnx"))) root = Path.GetDirectoryName(root)!;
        return Path.Combine(root, "games", "shoal");
    }
}
