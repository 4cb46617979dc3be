using Ludos.Platform.Processes;
using Xunit;

namespace Ludos.Cli.Tests;

/// <summary>A test that compiles C; skipped by name and reason on a machine without clang and lld.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ClangFactAttribute : FactAttribute
{
    public ClangFactAttribute()
    {
        if (ToolFinder.Find("clang") is null || (ToolFinder.Find("wasm-ld") ?? ToolFinder.Find("wasm-ld-14")) is null)
        {
            Skip = "clang and lld are not installed: sudo apt-get install -y clang lld";
        }
    }
}
