using System.Text;
using System.Text.Json;
using Xunit;

namespace Ludos.Modules.Tests;

public sealed class JsonSchemaTests
{
    [Theory]
    [InlineData("true", "1", null)]
    [InlineData("false", "1", "#")]
    [InlineData("""{"type":"integer"}""", "1.0", null)]
    [InlineData("""{"type":"integer"}""", "1e300", null)]
    [InlineData("""{"type":"integer"}""", "1.5", "#/type")]
    [InlineData("""{"type":"integer"}""", "\"1\"", "#/type")]
    [InlineData("""{"type":"boolean"}""", "false", null)]
    [InlineData("""{"type":"null"}""", "null", null)]
    [InlineData("""{"type":"number"}""", "true", "#/type")]
    [InlineData("""{"const":1}""", "1.0", null)]
    [InlineData("""{"const":{"a":[1,2]}}""", """{"a":[1,2]}""", null)]
    [InlineData("""{"const":{"a":[1,2]}}""", """{"a":[2,1]}""", "#/const")]
    [InlineData("""{"enum":["a",null]}""", "null", null)]
    [InlineData("""{"enum":["a",null]}""", "0", "#/enum")]
    [InlineData("""{"required":["a"]}""", "[]", null)]
    [InlineData("""{"required":["a"]}""", "{}", "#/required")]
    [InlineData("""{"maxLength":1}""", "\"\\ud83d\\ude00\"", null)]
    [InlineData("""{"maxLength":1}""", "\"ab\"", "#/maxLength")]
    [InlineData("""{"minLength":1}""", "\"\"", "#/minLength")]
    [InlineData("""{"pattern":"^a+$"}""", "\"aaa\"", null)]
    [InlineData("""{"pattern":"^a+$"}""", "\"aaa\\n\"", "#/pattern")]
    [InlineData("""{"pattern":"a"}""", "\"bab\"", null)]
    [InlineData("""{"pattern":"a"}""", "7", null)]
    [InlineData("""{"minimum":2}""", "2", null)]
    [InlineData("""{"minimum":2}""", "1.999", "#/minimum")]
    [InlineData("""{"maximum":2}""", "1e400", "#/maximum")]
    [InlineData("""{"minItems":1}""", "[]", "#/minItems")]
    [InlineData("""{"maxItems":1}""", "[1,2]", "#/maxItems")]
    [InlineData("""{"uniqueItems":true}""", "[1,1.0]", "#/uniqueItems")]
    [InlineData("""{"uniqueItems":true}""", "[1,\"1\"]", null)]
    [InlineData("""{"uniqueItems":false}""", "[1,1]", null)]
    [InlineData("""{"items":{"type":"null"}}""", "[null,1]", "#/items/type")]
    [InlineData("""{"properties":{"a":{"type":"null"}}}""", """{"b":1}""", null)]
    [InlineData("""{"properties":{"a":false}}""", """{"a":1}""", "#/properties/a")]
    [InlineData("""{"properties":{"a":true},"additionalProperties":false}""", """{"a":1,"b":1}""", "#/additionalProperties")]
    [InlineData("""{"additionalProperties":{"type":"null"}}""", """{"b":null}""", null)]
    [InlineData("""{"not":{"const":2}}""", "2", "#/not")]
    [InlineData("""{"allOf":[{"minimum":1},{"maximum":3}]}""", "4", "#/allOf/1/maximum")]
    [InlineData("""{"anyOf":[{"const":1},{"const":2}]}""", "3", "#/anyOf")]
    [InlineData("""{"anyOf":[{"minimum":1},{"minimum":2}]}""", "3", null)]
    [InlineData("""{"oneOf":[{"minimum":1},{"minimum":2}]}""", "3", "#/oneOf")]
    [InlineData("""{"oneOf":[{"minimum":1},{"minimum":2}]}""", "1", null)]
    [InlineData("""{"if":{"type":"string"},"then":{"minLength":2},"else":{"minimum":2}}""", "\"a\"", "#/then/minLength")]
    [InlineData("""{"if":{"type":"string"},"then":{"minLength":2},"else":{"minimum":2}}""", "1", "#/else/minimum")]
    [InlineData("""{"if":{"type":"string"}}""", "1", null)]
    [InlineData("""{"$ref":"#/$defs/a","maximum":3,"$defs":{"a":{"minimum":1}}}""", "0", "#/$defs/a/minimum")]
    [InlineData("""{"$ref":"#/$defs/a","maximum":3,"$defs":{"a":{"minimum":1}}}""", "4", "#/maximum")]
    [InlineData("""{"$ref":"#/$defs/tree","$defs":{"tree":{"type":"array","items":{"$ref":"#/$defs/tree"}}}}""", "[[],[[]],[1]]", "#/$defs/tree/type")]
    public void TheFirstBrokenRuleIsGiven(string schema, string document, string? rule)
    {
        using JsonDocument parsed = JsonDocument.Parse(document);

        Assert.Equal(rule, Load(schema).Check(parsed.RootElement)?.Rule);
    }

    [Fact]
    public void TheValueIsNamedByItsPath()
    {
        using JsonDocument document = JsonDocument.Parse("""{"a":[{},{"b":[1,"x"]}]}""");
        JsonSchema schema = Load("""{"properties":{"a":{"items":{"properties":{"b":{"items":{"type":"integer"}}}}}}}""");

        Assert.Equal("a[1].b[1]", schema.Check(document.RootElement)!.Path);
    }

    [Theory]
    [InlineData("""{"typ":"string"}""", "#/typ is a keyword that is not known here")]
    [InlineData("""{"properties":{"a":{"format":"uri"}}}""", "#/properties/a/format is a keyword")]
    [InlineData("""{"$defs":{"a":{"multipleOf":2}}}""", "#/$defs/a/multipleOf is a keyword")]
    [InlineData("""{"type":"text"}""", "#/type is text, which is no type")]
    [InlineData("""{"$ref":"#/$defs/b","$defs":{}}""", "#/$ref names #/$defs/b")]
    [InlineData("""{"$ref":"https://example.org/schema"}""", "which is not among the definitions")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-07/schema#"}""", "#/$schema is not https://json-schema.org/draft/2020-12/schema")]
    [InlineData("""{"$defs":{"a":{"$ref":"#/$defs/b"},"b":{"allOf":[{"$ref":"#/$defs/a"}]}}}""", "leads back to itself")]
    [InlineData("""{"pattern":"(?=a)b"}""", "#/pattern cannot be matched")]
    [InlineData("""{"properties":[]}""", "#/properties is not an object")]
    public void ASchemaThatCannotBeExecutedIsRefusedWhenItIsRead(string schema, string message) =>
        Assert.Contains(message, Assert.Throws<SchemaException>(() => Load(schema)).Message, StringComparison.Ordinal);

    private static JsonSchema Load(string text) => JsonSchema.Load(Encoding.UTF8.GetBytes(text));
}
