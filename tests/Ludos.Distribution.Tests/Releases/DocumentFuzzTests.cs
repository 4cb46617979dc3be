using Ludos.Base;
using Ludos.Distribution.Tests.Support;

namespace Ludos.Distribution.Tests.Releases;

/// <summary>Damaged documents give a typed fault or a document that obeys every rule; never an exception.</summary>
public sealed class DocumentFuzzTests
{
    private const int Rounds = 8_000;

    [Fact]
    public void Damaged_releases_are_refused_or_legal() => Fuzz(Documents.Release.Write(), bytes => Release.Parse(bytes, "fuzz"), release => release.Write(), seed: 1);

    [Fact]
    public void Damaged_indices_are_refused_or_legal() => Fuzz(Documents.Index.Write(), bytes => ModuleIndex.Parse(bytes, "fuzz"), index => index.Write(), seed: 2);

    [Theory]
    [InlineData("release")]
    [InlineData("index")]
    public void Past_failures_stay_fixed(string kind)
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Corpus", kind));
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var bytes = File.ReadAllBytes(file);
            Assert.False(kind == "release" ? Release.Parse(bytes, file).IsOk : ModuleIndex.Parse(bytes, file).IsOk, file);
        }
    }

    private static void Fuzz<T>(byte[] good, Func<byte[], Result<T, DocumentErrorCode>> parse, Func<T, byte[]> write, int seed)
    {
        Assert.True(parse(good).IsOk);
        var mutations = new Mutations(seed);
        var accepted = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var result = parse(mutations.Of(good));
            if (result.IsOk)
            {
                accepted++;
                var again = write(result.Value);
                Assert.Equal(again, write(parse(again).Value));
                continue;
            }

            Assert.NotEmpty(result.Fault.Message);
            Assert.DoesNotContain(result.Fault.Message, char.IsControl);
        }

        // A canary: a reader that takes or refuses everything would not be one.
        Assert.InRange(accepted, 1, Rounds / 2);
    }
}
