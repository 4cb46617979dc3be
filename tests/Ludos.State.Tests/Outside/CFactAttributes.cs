using Ludos.Platform.Processes;
using Xunit;

namespace Ludos.State.Tests.Outside;

/// <summary>A test that compiles C. Without a compiler it is reported as skipped, with the reason; in CI it must be there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CFactAttribute : FactAttribute
{
    /// <param name="programs">Needed beside cc.</param>
    public CFactAttribute(params string[] programs) => Skip = Missing.Reason(programs);
}

/// <summary>The same for a test with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CTheoryAttribute : TheoryAttribute
{
    public CTheoryAttribute(params string[] programs) => Skip = Missing.Reason(programs);
}

internal static class Missing
{
    internal static string? Reason(string[] programs)
    {
        var missing = programs.Append("cc").FirstOrDefault(program => ToolFinder.Find(program) is null);
        return missing is null || Environment.GetEnvironmentVariable("CI") == "true" ? null : $"{missing} is not installed; on Debian or Ubuntu: apt-get install gcc libc6-dev clang valgrind.";
    }
}
