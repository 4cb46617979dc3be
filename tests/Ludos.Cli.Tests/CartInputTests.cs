using System.Security.Cryptography;
using Xunit;

namespace Ludos.Cli.Tests;

/// <summary>What a cartridge finds in its mouse registers, tick by tick, as in the reference.</summary>
public class CartInputTests
{
    private const string Cart = "tests/carts/grow.wasm";
    private const string MousePosition = "memory:0x1A+4";

    [Fact]
    public void ThePointerIsUnknownAtStartAndZeroUntilItIsSeen()
    {
        var result = Cli.Run("play", Cart, "--headless", "--frames", "2", "--hash", MousePosition, "--at", "0,1,2");
        Assert.Equal($"0 {Hash(0xFF, 0x7F, 0xFF, 0x7F)}\n1 {Hash(0, 0, 0, 0)}\n2 {Hash(0, 0, 0, 0)}\n", result.Output);
    }

    [Fact]
    public void AScriptMovesThePointerAndItStaysThere()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("keys.jsonl"), """{"tick":1,"set":{"mouse":[32767,-5,4]}}""");
        var result = Cli.Run("play", Cart, "--headless", "--frames", "3", "--input", folder.File("keys.jsonl"), "--hash", MousePosition, "--at", "1,2,3");
        var moved = Hash(0xFF, 0x7F, 0xFB, 0xFF);
        Assert.Equal($"1 {Hash(0, 0, 0, 0)}\n2 {moved}\n3 {moved}\n", result.Output);
    }

    private static string Hash(params byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
