using System.Text.Json;
using Xunit;

namespace Ludos.State.Tests.Conformance;

/// <summary>Which side of a scenario does a step.</summary>
internal enum StepKind
{
    Write,
    Read,
    Both,
}

/// <summary>What runners of scenarios share.</summary>
internal static class ScenarioSteps
{
    internal static StepKind KindOf(JsonElement step) => step.GetProperty("op").GetString() switch
    {
        "pin" or "read" or "close" => StepKind.Read,
        "front" or "wait" or "keep" or "delta" or "apply" => StepKind.Both,
        _ => StepKind.Write,
    };

    internal static void Judge(string name, int index, JsonElement step, string? wrong) => Assert.True(wrong is null, $"{name}, step {index + 1} {step.GetRawText()}: {wrong}");
}
