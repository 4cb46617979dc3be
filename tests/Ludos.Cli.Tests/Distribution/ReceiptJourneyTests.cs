using System.Text.RegularExpressions;
using Xunit;

namespace Ludos.Cli.Tests.Distribution;

/// <summary>A module with a sealed file, from its publisher to who bought it and to nobody else, through the built program.</summary>
public sealed class ReceiptJourneyTests
{
    private static readonly string[] Frames = ["--headless", "--frames", "10", "--hash", "fish", "--at", "10"];

    [Fact]
    public void Sealed_content_opens_for_who_bought_it()
    {
        using var registry = new RegistryProcess();
        using var developer = new Person();
        using var buyer = new Person();
        using var friend = new Person();
        using var game = new GameCopy("shoal");
        game.Raise("shark", "1.1.0", 100_000);
        Protect(Path.Combine(game.Path, "shark", "module.json"), "shark.wasm");
        developer.Must("keys", "new", "shoal", "--no-passphrase");
        developer.Must("login", registry.Address, "--as", "shoal", "--enrol");
        developer.Must("publish", game.Path);

        foreach (var person in new[] { buyer, friend })
        {
            person.Must("keys", "new", "me", "--no-passphrase");
            person.Must("login", registry.Address);
            person.Must("install", "shoal");
            var sealedGame = person.Run(["play", "shoal", .. Frames]);
            Assert.Equal(4, sealedGame.ExitCode);
            Assert.Contains("receipt", sealedGame.Error, StringComparison.Ordinal);
        }

        var receipt = Sell(developer, buyer, "shoal.shark");
        Assert.Contains(receipt, buyer.Must("receipts", "refresh"), StringComparison.Ordinal);
        Assert.Contains("3 pearl", buyer.Must("receipts", "list"), StringComparison.Ordinal);
        var played = buyer.Must(["play", "shoal", .. Frames]);
        Assert.Equal(buyer.Must(["play", game.Path, .. Frames]), played);
        Assert.Equal(4, friend.Run(["play", "shoal", .. Frames]).ExitCode);

        // Handed on: the friend plays, and who gave it does not any more.
        File.WriteAllText(Path.Combine(friend.Home, "friend.json"), friend.Must("receipts", "identity"));
        buyer.Must("receipts", "transfer", receipt, "--to", Path.Combine(friend.Home, "friend.json"));
        friend.Must("receipts", "refresh");
        Assert.Equal(played, friend.Must(["play", "shoal", .. Frames]));
        Assert.Equal(4, buyer.Run(["play", "shoal", .. Frames]).ExitCode);
        Assert.Equal(1, friend.Run("receipts", "refund", friend.Json("receipts", "list")[0]!["id"]!.GetValue<string>()).ExitCode);
    }

    private static string Sell(Person developer, Person buyer, string module)
    {
        var file = Path.Combine(buyer.Home, "me.json");
        File.WriteAllText(file, buyer.Must("receipts", "identity"));
        return developer.Json("receipts", "sell", module, "--to", file, "--item", "pearl=3")["receipt"]!.GetValue<string>();
    }

    private static void Protect(string manifest, string pattern)
    {
        var text = File.ReadAllText(manifest);
        File.WriteAllText(manifest, Regex.Replace(text, "\"kind\":", $"\"protected\": [\"{pattern}\"],\n  \"kind\":"));
    }
}
