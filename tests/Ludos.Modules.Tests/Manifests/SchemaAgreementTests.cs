using System.Text.Json;
using Ludos.Base;
using Xunit;

namespace Ludos.Modules.Tests;

/// <summary>Schema and reader were written apart. On every document they say the same, but for the rules that no schema can say.</summary>
public sealed class SchemaAgreementTests
{
    private const int RoundsEach = 6_000;

    [Fact]
    public void BothTakeTheManifestsThatTheTestsBeginWith() =>
        Assert.All(Bases(), text => Assert.Null(ModuleManifest.Parse(Support.Manifests.Utf8(text), "m").Fault));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void BothSayTheSameOfChangedManifests(int which)
    {
        string original = Bases()[which];
        var mutations = new ManifestMutations(seed: 4000 + which);
        (int taken, int refused, int beyond) = (0, 0, 0);
        for (int round = 0; round < RoundsEach; round++)
        {
            string text = mutations.Of(original).ToJsonString();
            using JsonDocument document = JsonDocument.Parse(text);
            SchemaViolation? violation = ManifestSchema.Value.Check(document.RootElement);
            ManifestFault? fault = ManifestParser.Read(document.RootElement, out _);
            Result<ModuleManifest, ModuleErrorCode> whole = ModuleManifest.Parse(Support.Manifests.Utf8(text), "m");

            Assert.True(violation is null || fault is not null, $"Only the schema refuses {text}: {violation}");
            Assert.True(violation is not null || fault is null || fault.IsBeyondSchema, $"Only the reader refuses {text}: {fault?.Path} {fault?.Message}");
            Assert.Equal(fault is null, whole.IsOk);
            if (violation is not null) Assert.Contains($"module.schema.json{violation.Rule}", whole.Fault!.Mend, StringComparison.Ordinal);
            taken += fault is null ? 1 : 0;
            refused += violation is null ? 0 : 1;
            beyond += violation is null && fault is not null ? 1 : 0;
        }

        Assert.True(taken > RoundsEach / 100, $"{taken} of {RoundsEach} were taken");
        Assert.True(refused > RoundsEach / 4, $"{refused} of {RoundsEach} were refused by both");
        Assert.True(beyond > 0 || which == 3, $"{beyond} of {RoundsEach} broke a rule beyond the schema");
    }

    [Fact]
    public void AFaultNamesTheFieldAndTheRule()
    {
        Fault<ModuleErrorCode> fault = ModuleManifest.Parse(Support.Manifests.With("units[0].fuel", "0"), "m").Fault!;

        Assert.Equal("m: units[0].fuel is 0; it must be from 1 to 2000000000.", fault.Message);
        Assert.Equal("The rule is module.schema.json#/$defs/unit/properties/fuel/minimum.", fault.Mend);
    }

    private static string[] Bases() => [Support.Manifests.Good, Support.Manifests.Columns, Support.Manifests.Game, Support.Manifests.Cartridge];
}
