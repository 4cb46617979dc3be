using Ludos.Trust.Tests.Tuf.Simulation;
using Xunit;

namespace Ludos.Trust.Tests.Tuf;

/// <summary>Metadata that the reference implementation signed: what its keys cover, and what these keys cover here, are the same bytes.</summary>
public sealed class InteropTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Tuf", "interop");

    private readonly SimulatedSource _source = new();

    public InteropTests()
    {
        foreach (var name in new[] { "1.targets.json", "1.snapshot.json", "timestamp.json" })
        {
            _source.Files[name] = File.ReadAllBytes(Path.Combine(Folder, name));
        }

        _source.Files["1.gr%C3%B6%C3%9Fe.json"] = File.ReadAllBytes(Path.Combine(Folder, "1.delegated.json"));
    }

    [Fact]
    public async Task A_repository_of_the_reference_implementation_is_followed()
    {
        using var client = TufClient.Open(new MemoryFolder(), _source, Root()).Value;

        Assert.Equal(3, (await client.Refresh(SimulatedRepository.Now)).Value.Fetched);
        Assert.Null((await client.Find("plain.txt")).Value.Check("plain"u8));
        var fish = (await client.Find("fisch/\U0001F41F ä \"x\".json")).Value;
        Assert.Equal("größe", fish.Role);
        Assert.Null(fish.Check("fish"u8));
    }

    /// <summary>Ed25519, ECDSA and RSA sign its root, and all three must: one signature changed is one too few.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Every_one_of_its_three_types_of_keys_counts(int changed)
    {
        var text = System.Text.Encoding.UTF8.GetString(Root());
        var at = -1;
        for (var signature = 0; signature <= changed; signature++)
        {
            at = text.IndexOf("\"sig\": \"", at + 1, StringComparison.Ordinal);
        }

        var digit = at + "\"sig\": \"".Length + 100;
        var other = text[..digit] + (text[digit] == '0' ? '1' : '0') + text[(digit + 1)..];

        Assert.Equal(TufErrorCode.TooFewSignatures, TufClient.Open(new MemoryFolder(), _source, System.Text.Encoding.UTF8.GetBytes(other)).Fault!.Code);
    }

    private static byte[] Root() => File.ReadAllBytes(Path.Combine(Folder, "1.root.json"));
}
