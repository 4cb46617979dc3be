using Ludos.Base;
using Ludos.Modules.Tests.Support;
using Xunit;

namespace Ludos.Modules.Tests;

/// <summary>Damaged manifests give a fault or a manifest, never anything else.</summary>
public sealed class ManifestFuzzTests
{
    private const int Rounds = 20_000;

    [Fact]
    public void DamageNeverEscapesAsAnException()
    {
        var mutations = new Mutations(seed: 20250101);
        byte[] good = Support.Manifests.Utf8(Support.Manifests.Good);
        int refused = 0;
        for (int round = 0; round < Rounds; round++)
        {
            Result<ModuleManifest, ModuleErrorCode> result = ModuleManifest.Parse(mutations.Of(good), "fuzz");
            if (result.IsOk) continue;
            refused++;
            Assert.NotEmpty(result.Fault.Message);
            Assert.DoesNotContain(result.Fault.Message, char.IsControl);
        }

        // A canary: a parser that takes or refuses everything would not be one.
        Assert.InRange(refused, Rounds / 4, Rounds - 1);
    }

    [Fact]
    public void PastFailuresStayFixed()
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Corpus", "manifest")))
        {
            Result<ModuleManifest, ModuleErrorCode> result = ModuleManifest.Parse(File.ReadAllBytes(file), Path.GetFileName(file));
            Assert.False(result.IsOk, file);
        }
    }
}
