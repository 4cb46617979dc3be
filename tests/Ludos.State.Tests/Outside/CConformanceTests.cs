using Ludos.State;
using Ludos.State.TestHost.Conformance;
using Ludos.State.Tests.Conformance;
using Ludos.State.Tests.Sharing;
using Xunit;

namespace Ludos.State.Tests.Outside;

/// <summary>The C library under the suite of tests/conformance/arena, as reader of an owner and as its grantee, built with sanitizers.</summary>
public sealed class CConformanceTests(CPrograms programs) : IClassFixture<CPrograms>
{
    public static TheoryData<string> All => Scenarios.Names();

    [CTheory]
    [MemberData(nameof(All))]
    public async Task The_owner_writes_and_C_reads(string name)
    {
        var (schema, steps) = Scenarios.Load(name);
        using var served = new ServedArena();
        using var side = new ScenarioSide(served.Arena.Add(schema).Value);
        using var outside = new CScenarioProcess(programs.Test("scenario", isSanitized: true));
        side.Write();
        await outside.Attach(served.Socket, schema.Name, writes: false);
        for (var index = 0; index < steps.Length; index++)
        {
            var kind = ScenarioSteps.KindOf(steps[index]);
            ScenarioSteps.Judge(name, index, steps[index], kind == StepKind.Read ? null : side.Execute(steps[index]));
            ScenarioSteps.Judge(name, index, steps[index], kind == StepKind.Write ? null : await outside.Execute(steps[index]));
        }

        await outside.Detach();
        Assert.Equal(0, outside.End());
    }

    [CTheory]
    [MemberData(nameof(All))]
    public async Task C_writes_under_a_grant_and_the_owner_and_C_read(string name)
    {
        var (schema, steps) = Scenarios.Load(name);
        using var served = new ServedArena(serve: new ServeOptions { MayWrite = (_, region) => region == schema.Name });
        using var side = new ScenarioSide(served.Arena.Add(schema).Value);
        using var reader = new CScenarioProcess(programs.Test("scenario", isSanitized: true));
        using var writer = new CScenarioProcess(programs.Test("scenario", isSanitized: true));
        await reader.Attach(served.Socket, schema.Name, writes: false);
        await writer.Attach(served.Socket, schema.Name, writes: true);
        for (var index = 0; index < steps.Length; index++)
        {
            var kind = ScenarioSteps.KindOf(steps[index]);
            ScenarioSteps.Judge(name, index, steps[index], kind == StepKind.Read ? null : await writer.Execute(steps[index]));
            ScenarioSteps.Judge(name, index, steps[index], kind == StepKind.Write ? null : side.Execute(steps[index]));
            ScenarioSteps.Judge(name, index, steps[index], kind == StepKind.Write ? null : await reader.Execute(steps[index]));
        }

        Assert.Empty(served.Arena.Audit());
        await reader.Detach();
        await writer.Detach();
        Assert.Equal((0, 0), (reader.End(), writer.End()));
    }

    [CFact]
    public async Task A_step_that_it_does_not_know_is_a_failure()
    {
        using var outside = new CScenarioProcess(programs.Test("scenario", isSanitized: true));
        Assert.Equal("the step 'juggle' is unknown", await outside.Execute(System.Text.Json.JsonDocument.Parse("""{"op":"juggle"}""").RootElement));
    }

    [CFact("valgrind")]
    public async Task Clean_under_valgrind()
    {
        var schema = Schemas.Words("r", 512, 3);
        using var served = new ServedArena(serve: new ServeOptions { MayWrite = static (_, _) => true });
        _ = served.Arena.Add(schema).Value;
        using var outside = HostProcess.Of("valgrind", "--quiet", "--error-exitcode=9", "--leak-check=full", "--show-leak-kinds=all", "--errors-for-leak-kinds=all", programs.Test("scenario"));
        string[] steps =
        [
            $"attach socket={served.Socket} region=r write=true", "begin mode=replace", "write at=0 hex=0102", "publish epoch=2", "pin reader=a epoch=2", "begin mode=patch", "write at=64 hex=03", "publish epoch=3",
            "read reader=a at=0 hex=0102", "close reader=a outcome=ok", "hold label=h", "begin mode=carry", "discard", "republish label=h epoch=4", "release label=h", "keep label=x", "wait after=3 woken=true",
            "wait after=4 woken=false", "detach",
        ];
        foreach (var step in steps)
        {
            await outside.Say(step);
            Assert.Equal((step, "ok"), (step, await outside.Line()));
        }

        outside.EndInput();
        Assert.Equal(0, outside.WaitForExit());
    }
}
