using System.Text;
using Xunit;

namespace Ludos.Base.Tests.Documents;

public sealed class DocumentFieldsTests
{
    private static readonly string[] Known = ["id", "at", "digest", "key", "list", "child", "count", "on"];

    [Theory]
    [InlineData("[]", "it is not a JSON object")]
    [InlineData("{\"id\":\"a\",\"id\":\"b\"}", "it is not JSON")]
    [InlineData("{\"id\":\"a\"} x", "it is not JSON")]
    [InlineData("{\"id\":\"a\",}", "it is not JSON")]
    [InlineData("{\"id\":\"a\",\"other\":1}", "unknown field \"other\"")]
    [InlineData("{}", "\"id\" is missing")]
    [InlineData("{\"id\":\"\"}", "\"id\" is not a text of 1 to 8 characters")]
    [InlineData("{\"id\":\"123456789\"}", "\"id\" is not a text of 1 to 8 characters")]
    [InlineData("{\"id\":\"a\\u0000\"}", "\"id\" is not a text of 1 to 8 characters")]
    [InlineData("{\"id\":\"\\ud800\"}", "not valid Unicode")]
    public void What_is_wrong_is_named(string text, string expected) => Assert.Contains(expected, Problem(text, fields => fields.Text("id", 8)));

    [Fact]
    public void Each_kind_of_field_is_held_to_its_form()
    {
        Assert.Contains("not an instant", Problem("{\"at\":\"2026-11-21 20:00:00\"}", fields => fields.Instant("at")));
        Assert.Contains("not a SHA-256", Problem($"{{\"digest\":\"{new string('A', 64)}\"}}", fields => fields.Digest("digest")));
        Assert.Contains("not base64", Problem("{\"key\":\"AB==\"}", fields => fields.Bytes("key", 4)));
        Assert.Contains("not base64", Problem("{\"key\":\"AAAAAAAA\"}", fields => fields.Bytes("key", 4)));
        Assert.Contains("\"count\" is not a whole number", Problem("{\"count\":1.5}", fields => fields.Number("count", 0, 9)));
        Assert.Contains("\"count\" is not a whole number", Problem("{\"count\":10}", fields => fields.Number("count", 0, 9)));
        Assert.Contains("\"list\" lists \"a\" twice", Problem("{\"list\":[\"a\",\"a\"]}", fields => fields.Texts("list", 3, 3)));
        Assert.Contains("\"list\" is not a list of at most 1", Problem("{\"list\":[\"a\",\"b\"]}", fields => fields.Texts("list", 1, 3)));
        Assert.Contains("unknown field \"child.y\"", Problem("{\"child\":{\"y\":1}}", fields => fields.Child("child", "x")));
        Assert.Contains("\"list[1].x\" is missing", Problem("{\"list\":[{\"x\":1},{}]}", fields => fields.Children("list", 3, ["x"], item => item.Number("x", 0, 1))));
        Assert.Contains("neither true nor false", Problem("{\"on\":1}", fields => fields.Flag("on")));
    }

    [Fact]
    public void What_is_right_is_read()
    {
        var at = new DateTimeOffset(2026, 11, 21, 20, 0, 5, TimeSpan.Zero);
        var text = $"{{\"at\":\"{DocumentFields.Text(at)}\",\"key\":\"AQI=\",\"list\":[\"a\",\"b\"],\"on\":true}}";
        Assert.True(DocumentFields.TryRead(Encoding.UTF8.GetBytes(text), 1_000, Known, fields => (fields.Instant("at"), fields.Bytes("key", 2), fields.Texts("list", 2, 1), fields.Flag("on"), fields.Has("id")), out var read, out _));
        Assert.Equal(at, read.Item1);
        Assert.Equal([1, 2], read.Item2);
        Assert.Equal(["a", "b"], read.Item3.AsEnumerable());
        Assert.True(read.Item4);
        Assert.False(read.Item5);
    }

    [Fact]
    public void More_bytes_than_the_limit_are_not_looked_at() => Assert.Contains("at most 4", Problem("{\"id\":\"a\"}", fields => fields.Text("id", 8), 4));

    private static string Problem<T>(string text, Func<DocumentFields, T> read, int maxBytes = 1_000)
    {
        Assert.False(DocumentFields.TryRead(Encoding.UTF8.GetBytes(text), maxBytes, Known, read, out _, out var problem));
        return problem!;
    }
}
