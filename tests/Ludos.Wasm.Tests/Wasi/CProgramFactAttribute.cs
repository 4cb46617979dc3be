using Xunit;

namespace Ludos.Wasm.Tests.Wasi;

/// <summary>A fact that builds a C program: skipped, by reason, where the compiler is missing; in CI it must be there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CProgramFactAttribute : FactAttribute
{
    public CProgramFactAttribute() => Skip = Environment.GetEnvironmentVariable("CI") == "true" ? null : CProgram.Missing;
}

/// <summary>As <see cref="CProgramFactAttribute"/>, for a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CProgramTheoryAttribute : TheoryAttribute
{
    public CProgramTheoryAttribute() => Skip = Environment.GetEnvironmentVariable("CI") == "true" ? null : CProgram.Missing;
}

/// <summary>As <see cref="CProgramTheoryAttribute"/>, for programs whose sources come from a package registry: skipped, by reason, where none can be reached; in CI they must come.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealProgramTheoryAttribute : TheoryAttribute
{
    public RealProgramTheoryAttribute() =>
        Skip = Environment.GetEnvironmentVariable("CI") == "true" ? null : CProgram.Missing ?? ProgramSources.Missing;
}
