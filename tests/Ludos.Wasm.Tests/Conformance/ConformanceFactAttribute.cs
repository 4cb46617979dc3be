using Xunit;

namespace Ludos.Wasm.Tests.Conformance;

/// <summary>A fact that needs the public scripts: skipped, by name and reason, where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ConformanceFactAttribute : FactAttribute
{
    public ConformanceFactAttribute()
    {
        if (ConformanceData.Scripts is null)
        {
            Skip = ConformanceData.SkipReason;
        }
    }
}

/// <summary>As <see cref="ConformanceFactAttribute"/>, for a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ConformanceTheoryAttribute : TheoryAttribute
{
    public ConformanceTheoryAttribute()
    {
        if (ConformanceData.Scripts is null)
        {
            Skip = ConformanceData.SkipReason;
        }
    }
}
