using FsCheck;
using FsCheck.Fluent;
using Ludos.State;
using Xunit;

namespace Ludos.State.Tests.Regions;

/// <summary>Random sequences of writes, pins, holds and rollbacks against a model that remembers what each epoch held.</summary>
public sealed class SlotModelTests
{
    private const int Sequences = 400;
    private const int MaxSteps = 200;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(8)]
    public void Regions_behave_like_the_model(int slots)
    {
        var steps = Gen.Choose(0, byte.MaxValue).ArrayOf().Resize(MaxSteps).ToArbitrary();
        Prop.ForAll(steps, sequence => Run(slots, sequence)).Check(Config.QuickThrowOnFailure.WithMaxTest(Sequences));
    }

    private static void Run(int slots, int[] sequence)
    {
        using var arena = Schemas.NewArena();
        using var model = new SlotModel(arena.Add(Schemas.Words("r", 16, slots)).Value);
        foreach (var step in sequence)
        {
            model.Step(step);
        }
    }
}
