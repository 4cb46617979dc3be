using Xunit;

namespace Ludos.Games.Tests;

/// <summary>A test that compiles C. Without clang and lld it is reported as skipped, with the reason; in CI they must be there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CompilerFactAttribute : FactAttribute
{
    public CompilerFactAttribute()
    {
        if (!CCompiler.IsHere && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = "clang and wasm-ld are not installed, so the committed wasm cannot be rebuilt; on Debian or Ubuntu: apt-get install clang lld.";
        }
    }
}
