using System.Text;
using System.Text.Json;
using Xunit;

namespace Ludos.Trust.Tests.Tuf.Json;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("{}", "{}")]
    [InlineData(" [ ] ", "[]")]
    [InlineData("""{"b":1,"a":[true,false,null]}""", """{"a":[true,false,null],"b":1}""")]
    [InlineData("""{ "a" : { "z" : -12 , "y" : "x" } }""", """{"a":{"y":"x","z":-12}}""")]
    [InlineData("""{"a":"quote \" backslash \\ slash \/"}""", """{"a":"quote \" backslash \\ slash /"}""")]
    [InlineData("""{"a":"\u0041\u00e9\ud83d\ude00"}""", """{"a":"Aé😀"}""")]
    [InlineData("""{"\u0062":1,"a":2}""", """{"a":2,"b":1}""")]
    [InlineData("""{"a":"line\nbreak\ttab"}""", "{\"a\":\"line\nbreak\ttab\"}")]
    [InlineData("""{"\uFF61":1,"\ud83d\ude00":2}""", """{"｡":1,"😀":2}""")]
    [InlineData("[123456789012345678901234567890]", "[123456789012345678901234567890]")]
    [InlineData("""{"a":"1","A":"2","_":"3"}""", """{"A":"2","_":"3","a":"1"}""")]
    public void One_value_has_one_form(string json, string canonical)
    {
        using var document = JsonDocument.Parse(json);

        Assert.Equal(canonical, Encoding.UTF8.GetString(CanonicalJson.Of(document.RootElement)));
    }

    [Theory]
    [InlineData("[1.0]")]
    [InlineData("[1e3]")]
    [InlineData("[-0]")]
    [InlineData("""["\ud800"]""")]
    [InlineData("""{"\udfff":1}""")]
    public void What_has_no_form_is_refused(string json)
    {
        using var document = JsonDocument.Parse(json);

        Assert.Equal(TufErrorCode.BadJson, Assert.Throws<TufDocumentException>(() => CanonicalJson.Of(document.RootElement)).Fault.Code);
    }

    /// <summary>Names are in the order of code points, not of UTF-16 units: U+FF61 comes before U+1F600.</summary>
    [Fact]
    public void A_canonical_form_is_its_own()
    {
        const string once = """{"a":{"｡":[1,{"x":"\"\\"}],"😀":""},"b":null}""";
        using var document = JsonDocument.Parse(once);

        Assert.Equal(once, Encoding.UTF8.GetString(CanonicalJson.Of(document.RootElement)));
    }
}
