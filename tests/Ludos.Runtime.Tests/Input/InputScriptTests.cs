using System.Text;
using Ludos.Runtime.Input;
using Xunit;

namespace Ludos.Runtime.Tests.Input;

public sealed class InputScriptTests
{
    private static string Problem(string text) => InputScript.Parse(Encoding.UTF8.GetBytes(text), "s.jsonl").Fault?.Message ?? "";

    [Fact]
    public void Values_are_set_at_their_tick_and_held()
    {
        var script = InputScript.Parse("""
            {"tick":1,"set":{"gamepad1":33,"mouse":[80,-7,2]}}

            {"tick":3,"set":{"gamepad1":0,"gamepad4":128}}
            """u8, "s.jsonl").Value;
        var broker = new InputBroker();
        var seen = new List<(byte, byte, short, byte)>();
        for (var tick = 0; tick < 5; tick++)
        {
            script.Apply(tick, broker);
            var frame = broker.Fold();
            seen.Add((frame.Gamepad1, frame.Gamepad4, frame.MouseY, frame.MouseButtons));
        }

        Assert.Equal([(0, 0, InputFrame.MouseUnknown, 0), (33, 0, -7, 2), (33, 0, -7, 2), (0, 128, -7, 2), (0, 128, -7, 2)], seen);
        Assert.Equal(2, script.Count);
    }

    [Theory]
    [InlineData("""{"tick":1}""", "line 1", "\"set\"")]
    [InlineData("""{"set":{}}""", "line 1", "\"tick\"")]
    [InlineData("""{"tick":-1,"set":{}}""", "line 1", "\"tick\"")]
    [InlineData("{\"tick\":5,\"set\":{}}\n{\"tick\":4,\"set\":{}}", "line 2", "never fall")]
    [InlineData("""{"tick":1,"set":{"gamepad5":1}}""", "line 1", "\"gamepad5\"")]
    [InlineData("""{"tick":1,"set":{"gamepad1":256}}""", "line 1", "\"gamepad1\"")]
    [InlineData("""{"tick":1,"set":{"gamepad1":1.5}}""", "line 1", "\"gamepad1\"")]
    [InlineData("""{"tick":1,"set":{"mouse":[1,2]}}""", "line 1", "\"mouse\"")]
    [InlineData("""{"tick":1,"set":{"mouse":[99999,2,0]}}""", "line 1", "\"mouse\"")]
    [InlineData("""{"tick":1,"at":1,"set":{}}""", "line 1", "\"at\"")]
    [InlineData("""{"tick":1,"tick":2,"set":{}}""", "line 1", "JSON")]
    [InlineData("tick 1", "line 1", "JSON")]
    [InlineData("[1]", "line 1", "not an object")]
    public void A_bad_line_is_named_with_its_field(string text, string line, string field)
    {
        Assert.Contains(line, Problem(text), StringComparison.Ordinal);
        Assert.Contains(field, Problem(text), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_without_end_is_refused() => Assert.Contains("bytes", Problem(new string(' ', 10) + "{" + new string('x', InputScript.MaxLineBytes)), StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_is_named() => Assert.Contains("/no/such.jsonl", InputScript.Load("/no/such.jsonl").Fault?.Message, StringComparison.Ordinal);

    [Fact]
    public void Whatever_bytes_come_the_answer_is_a_script_or_a_fault()
    {
        var seed = """{"tick":30,"set":{"gamepad1":33,"mouse":[80,80,0]}}"""u8.ToArray();
        Mutations.Run(seed, "input-script", bytes => Assert.NotNull(InputScript.Parse(bytes, "f").IsOk ? "" : InputScript.Parse(bytes, "f").Fault!.Message));
    }
}
