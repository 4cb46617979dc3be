using System.Text;
using Ludos.Runtime.Loading;
using Xunit;

namespace Ludos.Runtime.Tests.Loading;

public sealed class GameFileTests
{
    private const string Good = """
        {"id":"shoal","name":"Shoal","modules":["flock","view"],"mods":["neon"],
         "screen":{"region":"screen","width":640,"height":360,"format":"rgba8"},"audio":null}
        """;

    private static string Problem(string text) => GameFile.Parse(Encoding.UTF8.GetBytes(text), "game.json").Fault?.Message ?? "";

    [Fact]
    public void Every_field_is_read()
    {
        var game = GameFile.Parse(Encoding.UTF8.GetBytes(Good), "game.json").Value;
        Assert.Equal(("shoal", "Shoal"), (game.Id, game.Name));
        Assert.Equal(["flock", "view"], game.Modules.AsEnumerable());
        Assert.Equal(["neon"], game.Mods.AsEnumerable());
        Assert.Equal(new ScreenDefinition("screen", 640, 360), game.Screen);
        Assert.Null(game.Audio);
    }

    [Theory]
    [InlineData("\"id\":\"shoal\",", "", "\"id\" is missing")]
    [InlineData("\"mods\"", "\"mod\"", "unknown field \"mod\"")]
    [InlineData("640", "0", "\"screen.width\"")]
    [InlineData("640", "6.5", "\"screen.width\"")]
    [InlineData("rgba8", "rgb565", "\"screen.format\"")]
    [InlineData("[\"flock\",\"view\"]", "[]", "\"modules\"")]
    [InlineData("\"view\"", "\"flock\"", "twice")]
    [InlineData("\"view\"", "7", "\"modules[1]\"")]
    [InlineData("null", "{\"region\":\"a\",\"sampleRateHz\":48000,\"framesPerTick\":735}", "\"audio.sampleRateHz\" must be 44100")]
    [InlineData("null", "[]", "\"audio\" is not an object")]
    [InlineData("\"name\"", "\"id\"", "JSON")]
    [InlineData("}", "", "JSON")]
    public void A_bad_field_is_named(string part, string replacement, string expected) =>
        Assert.Contains(expected, Problem(Good.Replace(part, replacement, StringComparison.Ordinal)), StringComparison.Ordinal);

    [Fact]
    public void Whatever_bytes_come_the_answer_is_a_game_or_a_fault() =>
        Mutations.Run(Encoding.UTF8.GetBytes(Good), "game-file", bytes =>
        {
            var result = GameFile.Parse(bytes, "game.json");
            Assert.True(result.IsOk || result.Fault.Message.StartsWith("game.json", StringComparison.Ordinal));
        });
}
