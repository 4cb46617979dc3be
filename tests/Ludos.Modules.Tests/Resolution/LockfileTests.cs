using System.Text;
using Ludos.Base;
using Ludos.Modules.Tests.Support;
using Xunit;
using static Ludos.Modules.Tests.CatalogueText;

namespace Ludos.Modules.Tests;

public sealed class LockfileTests
{
    private const string Pond = """
        heron 1.0.0 -> frog [1.0.0,2.0.0); fish [1.0.0,)
        frog 1.0.0 -> water [1.0.0,2.0.0)
        fish 1.0.0 -> water (,); algae [1.0.0]
        fish 1.1.0-rc.1 -> water (,)
        algae 1.0.0 -> water [1.0.0,1.5.0]
        water 1.2.0
        """;

    private static readonly Lockfile Locked = Lock("heron (,); algae [1.0.0,)", Pond);

    [Fact]
    public void TheTextIsStableAndReadsBack()
    {
        const string expected = """
            {
              "type": "ludos.lock/v1",
              "roots": [
                {
                  "id": "a",
                  "range": "[1.0.0,2.0.0)"
                }
              ],
              "modules": [
                {
                  "id": "a",
                  "version": "1.0.0",
                  "digest": "DIGEST-A",
                  "dependencies": [
                    {
                      "id": "b",
                      "range": "(,)"
                    },
                    {
                      "id": "c",
                      "range": "[2.0.0-rc.1]"
                    }
                  ]
                },
                {
                  "id": "b",
                  "version": "1.0.0-beta.2+7",
                  "digest": "DIGEST-B",
                  "dependencies": []
                },
                {
                  "id": "c",
                  "version": "2.0.0-rc.1",
                  "digest": "DIGEST-C",
                  "dependencies": []
                }
              ]
            }

            """;
        Lockfile locked = Lockfile.Of(Dependencies("a [1.0.0,2.0.0)"), Resolve("a [1.0.0,2.0.0)", "a 1.0.0 -> c [2.0.0-rc.1]; b (,)\nb 1.0.0-beta.2+7\nc 2.0.0-rc.1", request => request with { AllowPrereleases = true }).Value);

        string text = locked.ToString();

        Assert.Equal(
            expected
                .Replace("DIGEST-A", DigestOf("a", "1.0.0").ToString(), StringComparison.Ordinal)
                .Replace("DIGEST-B", DigestOf("b", "1.0.0-beta.2+7").ToString(), StringComparison.Ordinal)
                .Replace("DIGEST-C", DigestOf("c", "2.0.0-rc.1").ToString(), StringComparison.Ordinal),
            text);
        Assert.Equal(text, Lockfile.Parse(Encoding.UTF8.GetBytes(text), "ludos.lock").Value.ToString());
    }

    [Theory]
    [InlineData("\"ludos.lock/v1\"", "\"ludos.lock/v2\"", "type is \"ludos.lock/v2\", not a type of lockfile that is known here")]
    [InlineData("\"roots\"", "\"rots\"", "rots is not a field of a lockfile")]
    [InlineData("\"water\",\n      \"version\": \"1.2.0\"", "\"water\",\n      \"version\": \"2.2.0\"", "needs water [1.0.0,1.5.0]; \"modules\" has 2.2.0")]
    [InlineData("\"id\": \"fish\",\n      \"version\"", "\"id\": \"zander\",\n      \"version\"", "does not come after")]
    [InlineData("\"id\": \"algae\",\n      \"range\": \"[1.0.0,)\"", "\"id\": \"algea\",\n      \"range\": \"[1.0.0,)\"", "roots[0] names algea, which is not among \"modules\"")]
    [InlineData("\"version\": \"1.2.0\"", "\"version\": \"1.2\"", "modules[4].version is \"1.2\", not a semantic version")]
    [InlineData("\"digest\": \"", "\"digest\": \"0", "modules[0].digest has 65 characters")]
    public void ABrokenRuleIsNamedWithItsField(string from, string to, string message)
    {
        string text = Locked.ToString();
        Assert.Contains(from, text, StringComparison.Ordinal);

        Fault<ModuleErrorCode> fault = Lockfile.Parse(Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal)), "ludos.lock").Fault!;

        Assert.Equal(ModuleErrorCode.BadLockfile, fault.Code);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DamageNeverEscapesAsAnException()
    {
        var mutations = new Mutations(seed: 77);
        byte[] good = Locked.ToUtf8();
        const int rounds = 5_000;
        int refused = 0;
        for (int round = 0; round < rounds; round++)
        {
            Result<Lockfile, ModuleErrorCode> result = Lockfile.Parse(mutations.Of(good), "fuzz");
            if (result.IsOk)
            {
                Assert.True(Lockfile.Parse(result.Value.ToUtf8(), "again").IsOk);
                continue;
            }

            refused++;
            Assert.DoesNotContain(result.Fault.Message, char.IsControl);
        }

        Assert.InRange(refused, rounds / 4, rounds - 1);
    }
}
