using Ludos.State;
using Ludos.State.TestHost.Conformance;
using Ludos.State.Tests.Sharing;
using Xunit;

namespace Ludos.State.Tests.Conformance;

/// <summary>Every scenario in one process, with the owner writing for a reader in another process, and with a grantee in another process writing for the owner and for a third.</summary>
public sealed class ConformanceTests(ScenarioProcesses processes) : IClassFixture<ScenarioProcesses>
{
    public static TheoryData<string> All => Scenarios.Names();

    [Theory]
    [MemberData(nameof(All))]
    public void In_one_process(string name)
    {
        var (schema, steps) = Scenarios.Load(name);
        using var arena = Schemas.NewArena();
        using var side = new ScenarioSide(arena.Add(schema).Value);
        side.Write();
        for (var index = 0; index < steps.Length; index++)
        {
            ScenarioSteps.Judge(name, index, steps[index], side.Execute(steps[index]));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_owner_writes_and_an_attached_process_reads(string name)
    {
        var (schema, steps) = Scenarios.Load(name);
        using var served = new ServedArena();
        using var side = new ScenarioSide(served.Arena.Add(schema).Value);
        side.Write();
        await processes.First.Attach(served.Socket, schema.Name, writes: false);
        for (var index = 0; index < steps.Length; index++)
        {
            var kind = ScenarioSteps.KindOf(steps[index]);
            ScenarioSteps.Judge(name, index, steps[index], kind == StepKind.Read ? null : side.Execute(steps[index]));
            ScenarioSteps.Judge(name, index, steps[index], kind == StepKind.Write ? null : await processes.First.Execute(steps[index]));
        }

        await processes.First.Detach();
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_grantee_writes_and_the_owner_and_another_process_read(string name)
    {
        var (schema, steps) = Scenarios.Load(name);
        using var served = new ServedArena(serve: new ServeOptions { MayWrite = (_, region) => region == schema.Name });
        using var side = new ScenarioSide(served.Arena.Add(schema).Value);
        await processes.First.Attach(served.Socket, schema.Name, writes: false);
        await processes.Second.Attach(served.Socket, schema.Name, writes: true);
        for (var index = 0; index < steps.Length; index++)
        {
            var kind = ScenarioSteps.KindOf(steps[index]);
            ScenarioSteps.Judge(name, index, steps[index], kind == StepKind.Read ? null : await processes.Second.Execute(steps[index]));
            ScenarioSteps.Judge(name, index, steps[index], kind == StepKind.Write ? null : side.Execute(steps[index]));

            // Readers have names of their own on each side, and pins of their own in each process: both are spared, both are revoked.
            ScenarioSteps.Judge(name, index, steps[index], kind == StepKind.Write ? null : await processes.First.Execute(steps[index]));
        }

        Assert.Empty(served.Arena.Audit());
        await processes.First.Detach();
        await processes.Second.Detach();
    }
}
