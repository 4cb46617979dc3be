using System.Text;
using Ludos.Base;
using Ludos.Registry.Objects;
using Ludos.Registry.Publishing;
using Ludos.Registry.Server;
using Ludos.Registry.Tests.Support;

namespace Ludos.Registry.Tests.Server;

/// <summary>Damaged requests give a typed fault or a request that obeys every rule; never an exception.</summary>
public sealed class RequestFuzzTests
{
    private const int Rounds = 2_000;

    [Fact]
    public async Task Damaged_releases_are_refused_or_legal()
    {
        var clock = new TestClock();
        using var registry = new RegistryFixture(clock);
        using var publisher = await PondPublisher.JoinAsync(registry, clock, "pond-studio", "pond.*");
        Fuzz(publisher.Draft(new PondModule("pond.fish", "1.0.0")).Body(), bytes => ReleaseRequest.Parse(bytes), seed: 1);
    }

    [Fact]
    public void Damaged_questions_are_refused_or_legal() =>
        Fuzz(Encoding.UTF8.GetBytes($"{{\"digests\":[\"{Digest.Of([1])}\",\"{Digest.Of([2])}\"],\"seal\":\"shoal.1\"}}"), bytes => MissingQuestion.Parse(bytes), seed: 2);

    [Fact]
    public void Damaged_yanks_are_refused_or_legal() =>
        Fuzz("""{"version":"1.0.0","reason":"sinks","index":"e30=","developer":"e30="}"""u8.ToArray(), bytes => YankRequest.Parse(bytes), seed: 3);

    [Fact]
    public void Past_failures_stay_fixed()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Server", "Corpus", "release")))
        {
            Assert.False(ReleaseRequest.Parse(File.ReadAllBytes(file)).IsOk, file);
        }

        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Server", "Corpus", "missing")))
        {
            Assert.False(MissingQuestion.Parse(File.ReadAllBytes(file)).IsOk, file);
        }
    }

    [Theory]
    [InlineData("shoal.1", true)]
    [InlineData("shoal.flock.12", true)]
    [InlineData("shoal", false)]
    [InlineData("shoal.0", false)]
    [InlineData("shoal.01", false)]
    [InlineData("shoal.", false)]
    [InlineData(".1", false)]
    [InlineData("../x.1", false)]
    [InlineData("shoal.2147483648", false)]
    [InlineData("Shoal.1", false)]
    public void A_seal_has_one_spelling(string text, bool isSeal)
    {
        Assert.Equal(isSeal, Seal.TryParse(text, out var seal));
        Assert.Equal(isSeal ? text : null, seal?.ToString());
    }

    private static void Fuzz<T>(byte[] good, Func<byte[], Result<T, RegistryErrorCode>> parse, int seed)
    {
        Assert.True(parse(good).IsOk, parse(good).Fault?.ToString());
        var random = new Random(seed);
        var refused = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = good.ToList();
            for (var change = random.Next(1, 4); change > 0 && bytes.Count > 0; change--)
            {
                var at = random.Next(bytes.Count);
                switch (random.Next(4))
                {
                    case 0:
                        bytes[at] = (byte)random.Next(256);
                        break;
                    case 1:
                        bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 40)));
                        break;
                    case 2:
                        bytes.Insert(at, (byte)"{}[]\",:\\\0"[random.Next(9)]);
                        break;
                    default:
                        bytes.AddRange(bytes.GetRange(at, Math.Min(bytes.Count - at, 30)));
                        break;
                }
            }

            var result = parse([.. bytes]);
            refused += result.IsOk ? 0 : 1;
            Assert.True(result.IsOk || result.Fault.Message.Length > 0);
        }

        // A canary: nearly everything that is damaged must be refused.
        Assert.InRange(refused, Rounds / 2, Rounds);
    }
}
