using System.Security.Cryptography;
using System.Text;
using Ludos.Runtime.Headless;
using Ludos.Runtime.Tests.Fakes;
using Xunit;

namespace Ludos.Runtime.Tests.Headless;

public sealed class HashSpecTests : IDisposable
{
    private readonly GameSession _session = Sessions.Open(
        new NativeModule("m", "1.0.0", [NativeModule.Number("b", 4), NativeModule.Number("a", 2), NativeModule.Number("z", isVolatile: true)], [])
        {
            InitialContents = new Dictionary<string, byte[]> { ["a"] = [1, 2, 3, 4, 5, 6, 7, 8], ["b"] = [.. Enumerable.Range(16, 16).Select(value => (byte)value)], ["z"] = [9] },
        });

    public void Dispose() => _session.Dispose();

    private string Hash(string spec) => HashSpec.Resolve(spec, _session.Arena).Value.Compute();

    private static string Sha(params byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    [Fact]
    public void Spans_are_hashed_one_after_another()
    {
        Assert.Equal(Sha(3, 4, 5), Hash("a:2+3"));
        Assert.Equal(Sha(3, 4, 5), Hash("a:0x2+0x3"));
        Assert.Equal(Sha(17, 1, 2, 3, 4, 5, 6, 7, 8), Hash("b:0x01+1, a"));
        Assert.Equal(Sha(), Hash("a:8+0"));
    }

    [Fact]
    public void A_star_takes_every_region_but_the_volatile_in_ordinal_order() =>
        Assert.Equal(Hash("a,b,input"), Hash("*"));

    [Theory]
    [InlineData("c", "region 'c'")]
    [InlineData("a:2", "not a span")]
    [InlineData("a:2+", "not a span")]
    [InlineData("a:-1+2", "not a span")]
    [InlineData("a:0x+2", "not a span")]
    [InlineData("a:2+7", "past the 8 bytes")]
    [InlineData("a:4294967295+4294967295", "past the 8 bytes")]
    [InlineData("", "no region")]
    [InlineData("a,,b", "no region")]
    [InlineData("*,a", "no region")]
    public void A_bad_specification_is_explained(string spec, string expected) =>
        Assert.Contains(expected, HashSpec.Resolve(spec, _session.Arena).Fault?.Message, StringComparison.Ordinal);

    [Fact]
    public void Whatever_text_comes_the_answer_is_a_hash_or_a_fault() =>
        Mutations.Run("a:0x02+3,b:1+4,input"u8.ToArray(), "hash-spec", bytes =>
        {
            var result = HashSpec.Resolve(Encoding.Latin1.GetString(bytes), _session.Arena);
            Assert.Equal(result.IsOk ? 64 : 0, result.IsOk ? result.Value.Compute().Length : 0);
        });
}
